import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.util.HashMap;
import java.util.Map;

class Request {
    Map<String, Object> body(String accessKey, int idService) {
        String dateRequest = LocalDateTime.now().format(DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm:ss")); // pe-audit: expect
        Map<String, Object> body = new HashMap<>();
        body.put("accessKey", accessKey);
        body.put("idService", idService);
        body.put("dateRequest", dateRequest);
        return body;
    }
}
