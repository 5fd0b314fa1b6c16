package pe.tiendaandina.pagos;

import java.util.Objects;
import org.springframework.beans.factory.annotation.Value;

public class Settings {
    @Value("${pagoefectivo.secret-key}")
    private String secretKey;

    @Value("${pagoefectivo.token-url:https://services.pagoefectivo.pe/v1/authorizations}")
    private String tokenUrl;

    private final String jwtSecret = Objects.requireNonNull(System.getenv("JWT_SECRET"));
}
