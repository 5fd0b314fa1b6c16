package pe.tienda.pagoefectivo;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.HttpRequest;
import org.springframework.http.client.ClientHttpRequestExecution;
import org.springframework.http.client.ClientHttpRequestInterceptor;
import org.springframework.http.client.ClientHttpResponse;

public class PagoEfectivoInterceptor implements ClientHttpRequestInterceptor {

    private static final Logger log = LoggerFactory.getLogger(PagoEfectivoInterceptor.class);

    @Override
    public ClientHttpResponse intercept(HttpRequest request, byte[] body, ClientHttpRequestExecution execution)
            throws IOException {
        log.info("URI {} headers {}", request.getURI(), request.getHeaders()); // pe-audit: expect
        log.info("Cuerpo: " + new String(body, StandardCharsets.UTF_8)); // pe-audit: expect
        System.out.println("Bearer " + TokenHolder.current().getAccessToken()); // pe-audit: expect
        return execution.execute(request, body);
    }
}
