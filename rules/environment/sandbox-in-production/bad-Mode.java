import java.util.HashMap;
import java.util.Map;

class Form {
    Map<String, String> fields(Order order) {
        Map<String, String> fields = new HashMap<>();
        fields.put("vads_site_id", System.getenv("IZIPAY_SITE_ID"));
        fields.put("vads_ctx_mode", "TEST"); // pe-audit: expect
        fields.put("vads_amount", order.cents());
        return fields;
    }
}
