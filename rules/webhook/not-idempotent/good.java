package pe.tienda.pagos;

import org.springframework.http.ResponseEntity;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.web.bind.annotation.*;

@RestController
@RequestMapping("/pagoefectivo")
public class PagoEfectivoController {

    private final OrderRepository orders;
    private final StockRepository stock;
    private final ReceiptMailer mailer;

    public PagoEfectivoController(OrderRepository orders, StockRepository stock, ReceiptMailer mailer) {
        this.orders = orders;
        this.stock = stock;
        this.mailer = mailer;
    }

    @PostMapping("/notification")
    @Transactional
    public ResponseEntity<Void> notification(@RequestBody CipNotification event,
                                             @RequestHeader("PE-Signature") String signature) {
        Order order = orders.findByCipForUpdate(event.getData().getCip()).orElseThrow();
        if (order.getStatus() == OrderStatus.PAID) {
            return ResponseEntity.ok().build();
        }
        order.setStatus(OrderStatus.PAID);
        order.setOperationNumber(event.getOperationNumber());
        orders.save(order);
        stock.decrease(order.getProductId(), order.getQuantity());
        mailer.sendReceipt(order);
        return ResponseEntity.ok().build();
    }
}
