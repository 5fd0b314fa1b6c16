package pe.bodegaandina.pagos;

import java.util.HashMap;
import java.util.Map;

public class CipRequest {
    private static final String URL_RESPUESTA_PAGOEFECTIVO = "https://www.bodega-andina.pe/pago/respuesta";

    public Map<String, String> form(Order order) {
        Map<String, String> form = new HashMap<>();
        form.put("transactionCode", order.getCode());
        // form.put("vads_url_success", "http://www.bodega-andina.pe/gracias");
        form.put("vads_url_success", "http://127.0.0.1:8081/result");
        form.put("vads_url_cancel", "https://www.bodega-andina.pe/carrito");
        form.put("returnUrl", URL_RESPUESTA_PAGOEFECTIVO);
        return form;
    }
}
