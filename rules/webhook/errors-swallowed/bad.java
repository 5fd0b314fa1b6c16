package pe.tienda.pagos;

import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RestController;

@RestController
public class PagoEfectivoController {

    private final PedidoRepository pedidos;
    private final Firma firma;

    public PagoEfectivoController(PedidoRepository pedidos, Firma firma) {
        this.pedidos = pedidos;
        this.firma = firma;
    }

    @PostMapping("/pagoefectivo/notificacion")
    public String notificacion(@RequestBody String cuerpo, @RequestHeader("PE-Signature") String signature) {
        if (!firma.coincide(cuerpo, signature)) { // pe-audit: expect
            return "firma no valida";
        }
        Pedido pedido = pedidos.findByCip(Aviso.leer(cuerpo).getCip());
        pedido.setEstado("PAGADO");
        pedidos.save(pedido);
        return "OK";
    }
}
