// Spring: a notification is a payment, or so it is hoped.
package pe.tienda.pagos;

import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;

@RestController
public class NotificacionController {

    private final PedidoRepository pedidoRepository;

    public NotificacionController(PedidoRepository pedidoRepository) {
        this.pedidoRepository = pedidoRepository;
    }

    @PostMapping("/pagoefectivo/notificacion")
    public ResponseEntity<Void> recibir(@RequestBody CipNotification aviso) { // pe-audit: expect
        Pedido pedido = pedidoRepository.findByCip(aviso.getData().getCip());
        if (aviso.getData().getAmount().compareTo(pedido.getTotal()) != 0
                || !aviso.getData().getCurrency().equals(pedido.getMoneda())) {
            return ResponseEntity.internalServerError().build();
        }
        pedido.setEstado("PAGADO");
        pedidoRepository.save(pedido);
        return ResponseEntity.ok().build();
    }
}
