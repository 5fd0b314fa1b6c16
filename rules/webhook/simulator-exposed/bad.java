package pe.tienda.pagos;

import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

@RestController
@RequestMapping("/api/pagos")
public class PagoPruebaController {

    private final PedidoRepository pedidoRepository;

    public PagoPruebaController(PedidoRepository pedidoRepository) {
        this.pedidoRepository = pedidoRepository;
    }

    @PostMapping("/simular/{cip}")
    public ResponseEntity<Void> simular(@PathVariable String cip) { // pe-audit: expect
        Pedido pedido = pedidoRepository.findByCip(cip).orElseThrow();
        pedido.setEstado("PAGADO");
        pedidoRepository.save(pedido);
        return ResponseEntity.ok().build();
    }
}
