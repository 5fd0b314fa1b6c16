import java.util.Set;
import javax.servlet.http.HttpServletRequest;

class WebhookFilter {
    private final Set<String> allowedIps;

    WebhookFilter(Set<String> allowedIps) {
        if (allowedIps.isEmpty()) {
            throw new IllegalArgumentException("no address of the gateway is configured");
        }
        this.allowedIps = allowedIps;
    }

    boolean admits(HttpServletRequest request) {
        return allowedIps.contains(request.getRemoteAddr());
    }
}
