package pe.shop.payments;

import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;

@RestController
public class PagoEfectivoController {

    private final OrderRepository orders;
    private final JobQueue jobs;

    public PagoEfectivoController(OrderRepository orders, JobQueue jobs) {
        this.orders = orders;
        this.jobs = jobs;
    }

    @PostMapping("/webhook/pagoefectivo")
    public ResponseEntity<String> webhook(@RequestBody Notice notice) {
        Order order = orders.findByCip(notice.getCip());
        order.setStatus("PAID");
        orders.save(order);

        jobs.enqueue(new PaidMail(order.getId()));
        return ResponseEntity.ok("OK");
    }
}
