package pe.tienda.pagos;

import java.util.Map;
import java.util.UUID;
import org.springframework.retry.annotation.Retryable;
import org.springframework.web.client.RestTemplate;

public class PagoEfectivoClient {
    private final RestTemplate rest;
    private final String accessKey;

    public PagoEfectivoClient(RestTemplate rest, String accessKey) {
        this.rest = rest;
        this.accessKey = accessKey;
    }

    @Retryable(maxAttempts = 4)
    public CipResponse createCip(Order order) {
        Map<String, Object> body = Map.of("amount", order.total(), "currency", "PEN");
        HttpEntity<?> entity = new HttpEntity<>(body, headers("Idempotency-Key", UUID.randomUUID().toString())); // pe-audit: expect
        return rest.postForObject("https://services.pagoefectivo.pe/v1/cips", entity, CipResponse.class);
    }
}
