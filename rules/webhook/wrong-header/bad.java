package pe.instituto.pagos;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.HexFormat;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.*;

@RestController
public class PagoEfectivoController {

    private final PagoEfectivoProperties properties;
    private final Matriculas matriculas;

    @PostMapping("/webhooks/pagoefectivo")
    public ResponseEntity<String> paid(@RequestBody String body, @RequestHeader("X-Signature") String received) throws Exception {  // pe-audit: expect
        String expected = sign(body);
        if (!MessageDigest.isEqual(expected.getBytes(StandardCharsets.UTF_8), received.getBytes(StandardCharsets.UTF_8))) {
            return ResponseEntity.status(401).body("invalid signature");
        }
        matriculas.pagar(body);
        return ResponseEntity.ok("OK");
    }

    private String sign(String message) throws Exception {
        Mac mac = Mac.getInstance("HmacSHA256");
        mac.init(new SecretKeySpec(properties.getSecretKey().getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
        return HexFormat.of().formatHex(mac.doFinal(message.getBytes(StandardCharsets.UTF_8)));
    }
}
