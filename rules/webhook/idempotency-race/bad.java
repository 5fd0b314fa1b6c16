// Spring Data: existsBy, and then save.
package pe.tienda.pagos;

import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.*;

@RestController
public class PagoEfectivoWebhook {

    private final PagoRepository pagos;

    PagoEfectivoWebhook(PagoRepository pagos) {
        this.pagos = pagos;
    }

    @PostMapping("/webhooks/pagoefectivo")
    public ResponseEntity<Void> recibir(@RequestBody CipNotification aviso) {
        if (pagos.existsByOperationNumber(aviso.getOperationNumber())) {
            return ResponseEntity.ok().build();
        }
        pagos.save(new Pago(aviso.getOperationNumber(), aviso.getData().getCip())); // pe-audit: expect
        return ResponseEntity.ok().build();
    }
}
