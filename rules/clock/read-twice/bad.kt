import java.security.MessageDigest
import java.time.OffsetDateTime

class AuthorizationRequest(private val idService: Int, private val accessKey: String, private val secretKey: String) {
    val dateRequest: String // pe-audit: expect
        get() = OffsetDateTime.now().toString()

    val hashString: String
        get() = sha256("$idService.$accessKey.$secretKey.$dateRequest")

    private fun sha256(text: String) =
        MessageDigest.getInstance("SHA-256").digest(text.toByteArray()).joinToString("") { "%02x".format(it) }
}
