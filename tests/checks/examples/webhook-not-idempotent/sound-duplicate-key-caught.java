package pe.shop;

import org.springframework.dao.DuplicateKeyException;
import org.springframework.http.ResponseEntity;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.web.bind.annotation.*;

@RestController
public class NiubizController {
    private final JdbcTemplate jdbc;

    public NiubizController(JdbcTemplate jdbc) {
        this.jdbc = jdbc;
    }

    @PostMapping("/niubiz/notify")
    public ResponseEntity<String> notifyPayment(@RequestBody NiubizEvent event) {
        try {
            jdbc.update("INSERT INTO niubiz_event (transaction_id) VALUES (?)", event.transactionId());
        } catch (DuplicateKeyException e) {
            return ResponseEntity.ok("duplicate");
        }
        jdbc.update("UPDATE orders SET status = 'PAID' WHERE id = ?", event.purchaseNumber());
        jdbc.update("UPDATE stock SET units = units - 1 WHERE order_id = ?", event.purchaseNumber());
        return ResponseEntity.ok("OK");
    }
}
