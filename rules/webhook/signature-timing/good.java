package pe.shop.payments;

import java.security.MessageDigest;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.apache.commons.codec.binary.Hex;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.*;

@RestController
@RequestMapping("/notifications")
public class NotificationController {
    private final OrderService orders;
    private final byte[] secretKey;

    @PostMapping("/pagoefectivo")
    public ResponseEntity<Void> paid(@RequestBody byte[] body, @RequestHeader("PE-Signature") String signature)
            throws Exception {
        byte[] received = Hex.decodeHex(signature);
        if (signature == null || !MessageDigest.isEqual(hmac(body), received)) {
            return ResponseEntity.status(401).build();
        }
        orders.settle(body);
        return ResponseEntity.ok().build();
    }

    private byte[] hmac(byte[] body) throws Exception {
        Mac mac = Mac.getInstance("HmacSHA256");
        mac.init(new SecretKeySpec(secretKey, "HmacSHA256"));
        return mac.doFinal(body);
    }
}
