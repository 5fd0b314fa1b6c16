package pe.bodegaandina.pagos;

public class PagoEfectivoClient {
    private static final String URL_PRUEBAS = "https://pre1a.services.pagoefectivo.pe";

    String baseUrl(String environment) {
        switch (environment) {
            case "production":
                return "https://services.pagoefectivo.pe";
            case "sandbox":
                return "https://pre1a.services.pagoefectivo.pe";
            default:
                throw new IllegalArgumentException(environment);
        }
    }
}
