package pe.bodegaandina.pagos;

public final class Endpoints {
    static final String URL_BASE_PAGOEFECTIVO = "http://services.pagoefectivo.pe"; // pe-audit: expect

    private Endpoints() {
    }
}
