package pe.bodegaandina.pagos;

import org.springframework.beans.factory.annotation.Value;

public class PagoEfectivoClient {
    @Value("${pagoefectivo.url}")
    private String url;

    String baseUrl(boolean isProduction) {
        if (isProduction) {
            return "https://pre1a.services.pagoefectivo.pe"; // pe-audit: expect
        }
        return "https://pre1a.services.pagoefectivo.pe"; // pe-audit: expect
    }

    String page() {
        return System.getProperty("pagoefectivo.page", "https://pre1a.payment.pagoefectivo.pe"); // pe-audit: expect
    }
}
