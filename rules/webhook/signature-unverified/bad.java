// Spring: anybody who knows the address can settle a booking.
package pe.reservas.pagos;

import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;

@RestController
public class PagoEfectivoWebhookController {

    private final ReservaRepository reservaRepository;

    public PagoEfectivoWebhookController(ReservaRepository reservaRepository) {
        this.reservaRepository = reservaRepository;
    }

    @PostMapping("/webhooks/pagoefectivo")
    public ResponseEntity<String> notificar(@RequestBody CipNotification notification) { // pe-audit: expect
        if ("cip.paid".equals(notification.getEventType())) {
            Reserva reserva = reservaRepository.findByCip(notification.getData().getCip());
            reserva.setEstado("PAGADO");
            reserva.setOperationNumber(notification.getOperationNumber());
            reservaRepository.save(reserva);
        }
        return ResponseEntity.ok("OK");
    }
}
