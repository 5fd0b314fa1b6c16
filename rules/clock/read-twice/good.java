import java.time.OffsetDateTime;
import java.util.Map;
import org.apache.commons.codec.digest.DigestUtils;

class AuthorizationRequest {
    static Map<String, String> body(String idService, String accessKey, String secretKey) {
        String dateRequest = OffsetDateTime.now().toString();
        String hash = DigestUtils.sha256Hex(idService + "." + accessKey + "." + secretKey + "." + dateRequest);
        return Map.of("idService", idService, "accessKey", accessKey, "dateRequest", dateRequest, "hashString", hash);
    }
}
