package pe.shop;

import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.*;

@RestController
public class IpnController {
    private final PaymentRepository payments;
    private final CustomerRepository customers;

    public IpnController(PaymentRepository payments, CustomerRepository customers) {
        this.payments = payments;
        this.customers = customers;
    }

    @PostMapping("/ipn/pagoefectivo")
    public ResponseEntity<String> ipn(@RequestBody CipPaid body) {
        boolean known = payments.existsByOperationNumber(body.getOperationNumber());
        Payment payment = new Payment(body.getOperationNumber(), body.getData().getAmount());
        payments.save(payment);
        Customer customer = customers.findByCip(body.getData().getCip());
        customer.setCredit(customer.getCredit().add(body.getData().getAmount()));
        customers.save(customer);
        return ResponseEntity.ok("OK");
    }
}
