import java.time.Duration;
import org.springframework.data.redis.core.StringRedisTemplate;

class PagoEfectivoTokens {
    private final StringRedisTemplate redis;

    String token() {
        String known = redis.opsForValue().get("pagoefectivo:token");
        if (known != null) return known;
        String token = authorize();
        redis.opsForValue().set("pagoefectivo:token", token, Duration.ofHours(24)); // pe-audit: expect
        return token;
    }
}
