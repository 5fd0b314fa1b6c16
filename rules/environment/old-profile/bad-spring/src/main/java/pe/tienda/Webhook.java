package pe.tienda;

import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.*;

@RestController
class Webhook {
    @PostMapping("/webhooks/pagoefectivo")
    ResponseEntity<Void> notified(
            @RequestBody byte[] body,
            @RequestHeader("X-Signature") String signature) { // pe-audit: expect
        return Signature.verify(body, signature)
                ? ResponseEntity.ok().build() : ResponseEntity.status(401).build();
    }
}
