package pe.bodegaandina.pagos;

import java.util.HashMap;
import java.util.Map;

public class CipRequest {
    private static final String URL_RESPUESTA_PAGOEFECTIVO = "http://www.bodega-andina.pe/pago/respuesta"; // pe-audit: expect

    public Map<String, String> form(Order order) {
        Map<String, String> form = new HashMap<>();
        form.put("transactionCode", order.getCode());
        form.put("vads_url_success", "http://www.bodega-andina.pe/gracias"); // pe-audit: expect
        form.put("vads_url_cancel", "https://www.bodega-andina.pe/carrito");
        form.put("returnUrl", URL_RESPUESTA_PAGOEFECTIVO);
        return form;
    }
}
