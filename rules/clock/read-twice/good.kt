import java.security.MessageDigest
import java.time.OffsetDateTime

fun body(idService: Int, accessKey: String, secretKey: String): Map<String, Any> {
    val dateRequest = OffsetDateTime.now().toString()
    val hashString = sha256("$idService.$accessKey.$secretKey.$dateRequest")
    return mapOf("idService" to idService, "dateRequest" to dateRequest, "hashString" to hashString)
}

private fun sha256(text: String) =
    MessageDigest.getInstance("SHA-256").digest(text.toByteArray()).joinToString("") { "%02x".format(it) }
