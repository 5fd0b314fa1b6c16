import java.security.MessageDigest
import javax.crypto.Mac
import javax.crypto.spec.SecretKeySpec

class PagoEfectivoSignature(private val key: ByteArray) {
    fun matches(body: ByteArray, given: ByteArray): Boolean {
        val mac = Mac.getInstance("HmacSHA256")
        mac.init(SecretKeySpec(key, "HmacSHA256"))
        return MessageDigest.isEqual(mac.doFinal(body), given) // pe-audit: expect
    }
}
