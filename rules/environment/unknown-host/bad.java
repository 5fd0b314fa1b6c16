package pe.bodegaandina.pagos;

public final class PagoEfectivo {
    static final String AUTHORIZATIONS = "https://auth.pagoefectivo.pe/v1/authorizations"; // pe-audit: expect
    static final String CIPS = "https://services.pagoefectivo.pe/v1/cips";

    private PagoEfectivo() {
    }
}
