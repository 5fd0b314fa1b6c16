package pe.tienda.pagos;

import java.io.IOException;
import okhttp3.OkHttpClient;
import okhttp3.Request;

public class PagoEfectivoClient {
    private final OkHttpClient http = new OkHttpClient();
    private final String accessKey = System.getenv("PAGOEFECTIVO_ACCESS_KEY");

    public String search(Request request) throws InterruptedException {
        while (true) { // pe-audit: expect
            try (var response = http.newCall(request).execute()) {
                return response.body().string();
            } catch (IOException e) {
                Thread.sleep(2_000);
            }
        }
    }
}
