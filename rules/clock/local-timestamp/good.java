import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.HashMap;
import java.util.Map;

class Request {
    Map<String, Object> body(String accessKey, int idService) {
        String dateRequest = ZonedDateTime.now(ZoneId.of("America/Lima")).format(DateTimeFormatter.ISO_OFFSET_DATE_TIME);
        Map<String, Object> body = new HashMap<>();
        body.put("accessKey", accessKey);
        body.put("idService", idService);
        body.put("dateRequest", dateRequest);
        return body;
    }
}
