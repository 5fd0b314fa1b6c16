package pe.tienda;

import org.springframework.beans.factory.annotation.Value;

public class PagoEfectivoClient {
    @Value("${pagoefectivo.access-key}")
    private String accessKey;

    @Value("${pagoefectivo.secret-key}")
    private String secretKey;
}
