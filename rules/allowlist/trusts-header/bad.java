import java.util.Set;
import javax.servlet.http.HttpServletRequest;

class WebhookFilter {
    private final Set<String> allowedIps;

    WebhookFilter(Set<String> allowedIps) {
        this.allowedIps = allowedIps;
    }

    boolean admits(HttpServletRequest request) {
        String ip = request.getHeader("X-Forwarded-For");
        return allowedIps.contains(ip); // pe-audit: expect
    }
}
