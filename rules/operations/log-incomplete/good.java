package pe.tienda.pagos;

import com.fasterxml.jackson.databind.ObjectMapper;
import org.apache.commons.codec.digest.DigestUtils;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.MDC;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RestController;

@RestController
public class PagoEfectivoController {

    private static final Logger log = LoggerFactory.getLogger(PagoEfectivoController.class);
    private final PedidoRepository pedidoRepository;
    private final ObjectMapper mapper = new ObjectMapper();

    public PagoEfectivoController(PedidoRepository pedidoRepository) {
        this.pedidoRepository = pedidoRepository;
    }

    @PostMapping("/pagoefectivo/notificacion")
    public ResponseEntity<Void> notificacion(@RequestBody byte[] cuerpo, @RequestHeader("X-Request-Id") String solicitud)
            throws Exception {
        MDC.put("solicitud", solicitud);
        Notificacion notificacion = mapper.readValue(cuerpo, Notificacion.class);
        log.info("Operación {}, SHA-256 {}", notificacion.getOperationNumber(), DigestUtils.sha256Hex(cuerpo));
        Pedido pedido = pedidoRepository.findByCip(notificacion.getData().getCip()).orElseThrow();
        pedido.setEstado("PAGADO");
        pedidoRepository.save(pedido);
        return ResponseEntity.ok().build();
    }
}
