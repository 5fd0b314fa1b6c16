package pe.tienda;

import java.net.URI;
import java.net.http.*;

class PagoEfectivoClient {
    private final HttpClient http = HttpClient.newBuilder().build(); // pe-audit: expect

    String createCip(String token, String body) throws Exception {
        var request = HttpRequest.newBuilder(URI.create("https://services.pagoefectivo.pe/v1/cips"))
                .header("Authorization", "Bearer " + token)
                .POST(HttpRequest.BodyPublishers.ofString(body)).build();
        return http.send(request, HttpResponse.BodyHandlers.ofString()).body();
    }
}
