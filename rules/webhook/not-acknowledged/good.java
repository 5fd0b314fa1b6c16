package pe.shop.payments;

import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RestController;

@RestController
public class PagoEfectivoWebhook {

    private final OrderRepository orders;
    private final SignatureVerifier verifier;

    public PagoEfectivoWebhook(OrderRepository orders, SignatureVerifier verifier) {
        this.orders = orders;
        this.verifier = verifier;
    }

    @PostMapping("/webhooks/pagoefectivo")
    public ResponseEntity<Void> receive(@RequestBody String body, @RequestHeader("PE-Signature") String signature) {
        if (!verifier.verifySignature(body, signature)) {
            return ResponseEntity.status(HttpStatus.UNAUTHORIZED).build();
        }
        Order order = orders.findByCip(Notice.parse(body).cip());
        order.setStatus("PAID");
        orders.save(order);
        return ResponseEntity.ok().build();
    }
}
