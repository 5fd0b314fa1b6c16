import java.security.MessageDigest
import javax.crypto.Mac
import javax.crypto.spec.SecretKeySpec

class PagoEfectivoSignature(private val keys: List<ByteArray>) {
    fun matches(body: ByteArray, given: ByteArray): Boolean = keys.any { key ->
        val mac = Mac.getInstance("HmacSHA256")
        mac.init(SecretKeySpec(key, "HmacSHA256"))
        MessageDigest.isEqual(mac.doFinal(body), given)
    }
}
