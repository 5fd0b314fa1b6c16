package pe.tienda.pagos;

import org.springframework.http.HttpEntity;
import org.springframework.http.HttpHeaders;
import org.springframework.http.client.SimpleClientHttpRequestFactory;
import org.springframework.stereotype.Service;
import org.springframework.web.client.RestTemplate;

@Service
public class PagoEfectivoClient {
    private final RestTemplate rest;
    private final PagoEfectivoProperties properties;

    public PagoEfectivoClient(PagoEfectivoProperties properties) {
        this.properties = properties;
        var factory = new SimpleClientHttpRequestFactory();
        factory.setConnectTimeout(5_000);
        factory.setReadTimeout(20_000);
        this.rest = new RestTemplate(factory);
    }

    public CipResponse createCip(CipRequest request, String token) {
        HttpHeaders headers = new HttpHeaders();
        headers.setBearerAuth(token);
        String url = properties.getUrl() + "/v1/cips";
        return rest.postForObject(url, new HttpEntity<>(request, headers), CipResponse.class); // pe-audit: expect
    }
}
