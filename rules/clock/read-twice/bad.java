import java.time.OffsetDateTime;
import org.apache.commons.codec.digest.DigestUtils;

class AuthorizationRequest {
    private final String idService;
    private final String accessKey;
    private final String secretKey;

    AuthorizationRequest(String idService, String accessKey, String secretKey) {
        this.idService = idService;
        this.accessKey = accessKey;
        this.secretKey = secretKey;
    }

    public String getDateRequest() { // pe-audit: expect
        return OffsetDateTime.now().toString();
    }

    public String getHashString() {
        return DigestUtils.sha256Hex(idService + "." + accessKey + "." + secretKey + "." + getDateRequest());
    }
}
