import java.security.MessageDigest;
import java.util.List;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

class PagoEfectivoSignature {
    private final List<byte[]> keys;

    boolean matches(byte[] body, byte[] given) throws Exception {
        for (byte[] key : keys) {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(key, "HmacSHA256"));
            byte[] expected = mac.doFinal(body);
            if (MessageDigest.isEqual(expected, given)) return true;
        }
        return false;
    }
}
