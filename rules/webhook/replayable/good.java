// Spring: the operation is looked up first, so an old notification finds itself.
package pe.reservas.pagos;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.HexFormat;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RestController;

@RestController
public class PagoEfectivoWebhookController {

    private final ReservaRepository reservaRepository;
    private final ObjectMapper mapper = new ObjectMapper();

    public PagoEfectivoWebhookController(ReservaRepository reservaRepository) {
        this.reservaRepository = reservaRepository;
    }

    @PostMapping("/webhooks/pagoefectivo")
    public ResponseEntity<String> notificar(
            @RequestBody byte[] body, @RequestHeader(value = "PE-Signature", defaultValue = "") String signature)
            throws Exception {
        Mac mac = Mac.getInstance("HmacSHA256");
        mac.init(new SecretKeySpec(System.getenv("PAGOEFECTIVO_SECRET_KEY").getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
        String expected = HexFormat.of().formatHex(mac.doFinal(body));
        if (!MessageDigest.isEqual(expected.getBytes(StandardCharsets.UTF_8), signature.getBytes(StandardCharsets.UTF_8))) {
            return ResponseEntity.status(401).build();
        }

        CipNotification notification = mapper.readValue(body, CipNotification.class);
        if ("cip.paid".equals(notification.getEventType())) {
            if (reservaRepository.existsByOperationNumber(notification.getOperationNumber())) {
                return ResponseEntity.ok("OK");
            }
            Reserva reserva = reservaRepository.findByCip(notification.getData().getCip());
            reserva.setEstado("PAGADO");
            reserva.setOperationNumber(notification.getOperationNumber());
            reservaRepository.save(reserva);
        }
        return ResponseEntity.ok("OK");
    }
}
