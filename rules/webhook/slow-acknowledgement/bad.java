package pe.shop.payments;

import org.springframework.http.ResponseEntity;
import org.springframework.mail.SimpleMailMessage;
import org.springframework.mail.javamail.JavaMailSender;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;

@RestController
public class PagoEfectivoController {

    private final OrderRepository orders;
    private final JavaMailSender mailSender;

    public PagoEfectivoController(OrderRepository orders, JavaMailSender mailSender) {
        this.orders = orders;
        this.mailSender = mailSender;
    }

    @PostMapping("/webhook/pagoefectivo")
    public ResponseEntity<String> webhook(@RequestBody Notice notice) {
        Order order = orders.findByCip(notice.getCip());
        order.setStatus("PAID");
        orders.save(order);

        SimpleMailMessage message = new SimpleMailMessage();
        message.setTo(order.getEmail());
        mailSender.send(message); // pe-audit: expect
        return ResponseEntity.ok("OK");
    }
}
