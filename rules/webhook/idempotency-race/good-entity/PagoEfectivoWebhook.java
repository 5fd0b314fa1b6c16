// Spring Data: existsBy spares the usual repetition the error, the unique column refuses the others.
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
        pagos.save(new Pago(aviso.getOperationNumber(), aviso.getData().getCip()));
        return ResponseEntity.ok().build();
    }
}
