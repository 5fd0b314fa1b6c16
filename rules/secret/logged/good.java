package pe.tienda.pagoefectivo;

import java.io.IOException;
import java.util.UUID;
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
        String traceId = UUID.randomUUID().toString();
        log.info("{} {} {}, {} bytes", traceId, request.getMethod(), request.getURI(), body.length);
        log.info("Tipo: {}", request.getHeaders().getContentType());
        ClientHttpResponse response = execution.execute(request, body);
        log.info("{} answered {}", traceId, response.getStatusCode());
        return response;
    }
}
