package pe.bodegaandina.pagos;

/** See http://pagoefectivo.pe for the manual. */
public final class Endpoints {
    static final String URL_BASE_PAGOEFECTIVO = "https://services.pagoefectivo.pe";

    private Endpoints() {
    }
}
