package pe.shop;

import org.springframework.http.ResponseEntity;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.web.bind.annotation.*;

@RestController
@RequestMapping("/webhooks")
public class WebhookController {
    private final JdbcTemplate jdbc;
    private final Mailer mailer;

    public WebhookController(JdbcTemplate jdbc, Mailer mailer) {
        this.jdbc = jdbc;
        this.mailer = mailer;
    }

    @PostMapping("/pagoefectivo")
    public ResponseEntity<Void> pagoEfectivo(@RequestBody CipPaid event) {
        int rows = jdbc.update("UPDATE orders SET status = 'PAID' WHERE cip = ? AND status = 'PENDING'",
                event.data().cip());
        if (rows == 0) {
            return ResponseEntity.ok().build();
        }
        jdbc.update("INSERT INTO ledger (cip, amount) VALUES (?, ?)", event.data().cip(), event.data().amount());
        mailer.sendReceipt(event.data().cip());
        return ResponseEntity.ok().build();
    }
}
