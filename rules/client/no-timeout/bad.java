package pe.tienda.pagos;

import org.springframework.http.HttpEntity;
import org.springframework.http.HttpHeaders;
import org.springframework.stereotype.Service;
import org.springframework.web.client.RestTemplate;

@Service
public class PagoEfectivoClient {
    private final RestTemplate rest;
    private final PagoEfectivoProperties properties;

    public PagoEfectivoClient(PagoEfectivoProperties properties) {
        this.properties = properties;
        this.rest = new RestTemplate(); // pe-audit: expect
    }

    public CipResponse createCip(CipRequest request, String token) {
        HttpHeaders headers = new HttpHeaders();
        headers.setBearerAuth(token);
        String url = properties.getUrl() + "/v1/cips";
        return rest.postForObject(url, new HttpEntity<>(request, headers), CipResponse.class);
    }
}
