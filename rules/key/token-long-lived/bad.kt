import java.time.Duration
import org.springframework.data.redis.core.StringRedisTemplate

class PagoEfectivoTokens(private val redis: StringRedisTemplate, private val client: PagoEfectivoClient) {
    fun token(): String {
        redis.opsForValue().get("pagoefectivo:token")?.let { return it }
        val token = client.authorize()
        redis.opsForValue().set("pagoefectivo:token", token, Duration.ofHours(24)) // pe-audit: expect
        return token
    }
}
