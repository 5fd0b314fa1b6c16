import java.time.LocalDateTime
import java.time.format.DateTimeFormatter

class AuthorizationRequest(private val accessKey: String, private val idService: Int) {
    private val iso = DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm:ss")

    fun body(hashString: String): Map<String, Any> = mapOf(
        "accessKey" to accessKey,
        "idService" to idService,
        "dateRequest" to LocalDateTime.now().format(iso), // pe-audit: expect
        "hashString" to hashString,
    )
}
