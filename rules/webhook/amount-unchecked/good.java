// Spring: BigDecimal.compareTo, for equals tells 22.5 from 22.50.
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
    public ResponseEntity<Void> recibir(@RequestBody CipNotification aviso) {
        if (!"cip.paid".equals(aviso.getEventType())) {
            return ResponseEntity.ok().build();
        }
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
