package pe.shop;

import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.*;

@RestController
@RequestMapping("/pagoefectivo")
public class CipController {
    private final PaymentService payments;

    public CipController(PaymentService payments) {
        this.payments = payments;
    }

    @PostMapping("/webhook")
    public ResponseEntity<Void> webhook(@RequestBody CipPaid body) {
        payments.confirmPayment(body.getOperationNumber(), body.getData().getCip());
        return ResponseEntity.ok().build();
    }
}
