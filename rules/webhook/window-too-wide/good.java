// Spring: what is too old is refused, and what comes from the future.
package pe.tienda.pagos;

import java.security.MessageDigest;
import java.time.Duration;
import java.time.Instant;

public class VerificadorDeFirma {
    private static final Duration TOLERANCIA = Duration.ofMinutes(5);

    private final ClaveDeWebhook clave;

    public boolean esAutentica(String cuerpo, String firma, String fecha) {
        Instant enviado = Instant.parse(fecha);
        if (enviado.isBefore(Instant.now().minus(TOLERANCIA)) || enviado.isAfter(Instant.now().plus(TOLERANCIA))) {
            return false;
        }
        byte[] esperada = clave.hmac(fecha + "." + cuerpo);
        return MessageDigest.isEqual(esperada, Hex.decode(firma));
    }
}
