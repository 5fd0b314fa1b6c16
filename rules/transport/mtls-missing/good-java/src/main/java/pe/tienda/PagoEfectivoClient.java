package pe.tienda;

import java.net.URI;
import java.net.http.*;
import java.security.KeyStore;
import javax.net.ssl.*;

class PagoEfectivoClient {
    private final HttpClient http;

    PagoEfectivoClient(KeyStore pair, char[] password) throws Exception {
        var keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        keys.init(pair, password);
        var context = SSLContext.getInstance("TLS");
        context.init(keys.getKeyManagers(), null, null);
        http = HttpClient.newBuilder().sslContext(context).build();
    }

    String createCip(String token, String body) throws Exception {
        var request = HttpRequest.newBuilder(URI.create("https://services.pagoefectivo.pe/v1/cips"))
                .header("Authorization", "Bearer " + token)
                .POST(HttpRequest.BodyPublishers.ofString(body)).build();
        return http.send(request, HttpResponse.BodyHandlers.ofString()).body();
    }
}
