package pe.tienda;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;

public class PagoEfectivoClient {
    private final HttpClient http = HttpClient.newHttpClient();
    private final String url;
    private final Mac signingKey;

    public PagoEfectivoClient(String url, Mac signingKey) {
        this.url = url;
        this.signingKey = signingKey;
    }

    public String createCip(String body, String token) throws Exception {
        String date = Instant.now().toString();
        HttpRequest request = HttpRequest.newBuilder(URI.create(url + "/v1/cips"))
            .timeout(Duration.ofSeconds(20))
            .header("Authorization", "Bearer " + token)
            .header("X-Api-Version", "2026-01")
            .header("X-Signature", signingKey.hex(date + body))
            .POST(HttpRequest.BodyPublishers.ofString(body))
            .build();
        return http.send(request, HttpResponse.BodyHandlers.ofString()).body(); // pe-audit: expect
    }
}
