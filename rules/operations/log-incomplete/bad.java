package pe.tienda.pagos;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;

@RestController
public class PagoEfectivoController {

    private static final Logger log = LoggerFactory.getLogger(PagoEfectivoController.class);
    private final PedidoRepository pedidoRepository;

    public PagoEfectivoController(PedidoRepository pedidoRepository) {
        this.pedidoRepository = pedidoRepository;
    }

    @PostMapping("/pagoefectivo/notificacion")
    public ResponseEntity<Void> notificacion(@RequestBody Notificacion notificacion) { // pe-audit: expect
        Pedido pedido = pedidoRepository.findByCip(notificacion.getData().getCip()).orElseThrow();
        pedido.setEstado("PAGADO");
        pedidoRepository.save(pedido);
        log.info("Pago registrado, operación {}", notificacion.getOperationNumber());
        return ResponseEntity.ok().build();
    }
}
