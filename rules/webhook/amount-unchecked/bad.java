// Spring: the notification's amount is not even read.
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
        if (!"cip.paid".equals(aviso.getEventType())) {
            return ResponseEntity.ok().build();
        }
        Pedido pedido = pedidoRepository.findByCip(aviso.getData().getCip());
        pedido.setEstado("PAGADO");
        pedidoRepository.save(pedido);
        return ResponseEntity.ok().build();
    }
}
