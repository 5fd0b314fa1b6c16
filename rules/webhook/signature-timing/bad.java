package pe.shop.payments;

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
        if (!hmac(body).equals(signature)) { // pe-audit: expect
            return ResponseEntity.status(401).build();
        }
        orders.settle(body);
        return ResponseEntity.ok().build();
    }

    private String hmac(byte[] body) throws Exception {
        Mac mac = Mac.getInstance("HmacSHA256");
        mac.init(new SecretKeySpec(secretKey, "HmacSHA256"));
        return Hex.encodeHexString(mac.doFinal(body));
    }
}
