import java.time.ZoneId
import java.time.ZonedDateTime
import java.time.format.DateTimeFormatter

class AuthorizationRequest(private val accessKey: String, private val idService: Int) {
    private val iso = DateTimeFormatter.ISO_OFFSET_DATE_TIME

    fun body(hashString: String): Map<String, Any> = mapOf(
        "accessKey" to accessKey,
        "idService" to idService,
        "dateRequest" to ZonedDateTime.now(ZoneId.of("America/Lima")).format(iso),
        "hashString" to hashString,
    )
}
