import java.net.URI;
import java.net.http.*;

class PagoEfectivoClient {
    private final HttpClient http;
    private final String secretKey;

    String createCip(String body) throws Exception {
        var request = HttpRequest.newBuilder(URI.create("https://services.pagoefectivo.pe/v1/cips"))
                .header("Authorization", "Bearer " + accessToken())
                .POST(HttpRequest.BodyPublishers.ofString(body)).build();
        return http.send(request, HttpResponse.BodyHandlers.ofString()).body();
    }
}
