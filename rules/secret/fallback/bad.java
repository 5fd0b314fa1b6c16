package pe.tiendaandina.pagos;

import java.util.Optional;
import org.springframework.beans.factory.annotation.Value;

public class Settings {
    @Value("${pagoefectivo.secret-key:avisos-tienda-2025}") // pe-audit: expect
    private String secretKey;

    private final String jwtSecret = Optional.ofNullable(System.getenv("JWT_SECRET")).orElse("panel-tienda-2025"); // pe-audit: expect
    private final String dbPassword = System.getProperty("db.password", "Huascaran6768"); // pe-audit: expect
}
