// Spring: the sandbox has a key of its own, so that nothing need be switched off.
package pe.tienda.pagos;

import java.security.MessageDigest;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.apache.commons.codec.binary.Hex;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.*;

@RestController
public class NotificacionController {

    private final PedidoRepository pedidos;
    private final PagoEfectivoProperties properties;

    NotificacionController(PedidoRepository pedidos, PagoEfectivoProperties properties) {
        this.pedidos = pedidos;
        this.properties = properties;
    }

    @PostMapping("/pagoefectivo/notificacion")
    public ResponseEntity<Void> recibir(@RequestBody String body, @RequestHeader("PE-Signature") String signature)
            throws Exception {
        Mac mac = Mac.getInstance("HmacSHA256");
        mac.init(new SecretKeySpec(properties.getSecretKey().getBytes("UTF-8"), "HmacSHA256"));
        byte[] expected = mac.doFinal(body.getBytes("UTF-8"));
        if (!MessageDigest.isEqual(expected, Hex.decodeHex(signature))) {
            return ResponseEntity.status(HttpStatus.UNAUTHORIZED).build();
        }
        Pedido pedido = pedidos.findByCip(CipNotification.parse(body).getCip());
        pedido.setEstado(Estado.PAGADO);
        pedidos.save(pedido);
        return ResponseEntity.ok().build();
    }
}
