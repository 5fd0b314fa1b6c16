package pe.shop.payments;

import java.security.cert.X509Certificate;
import javax.net.ssl.*;
import org.apache.http.conn.ssl.NoopHostnameVerifier;
import org.apache.http.impl.client.CloseableHttpClient;
import org.apache.http.impl.client.HttpClients;

public class GatewayClient {
    CloseableHttpClient client() throws Exception {
        TrustManager[] everybody = { new X509TrustManager() {
            @Override
            public void checkClientTrusted(X509Certificate[] chain, String type) { }

            @Override
            public void checkServerTrusted(X509Certificate[] chain, String type) { } // pe-audit: expect

            @Override
            public X509Certificate[] getAcceptedIssuers() { return new X509Certificate[0]; }
        } };
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(null, everybody, null);
        HttpsURLConnection.setDefaultHostnameVerifier((host, session) -> true); // pe-audit: expect
        return HttpClients.custom().setSSLContext(context)
                .setSSLHostnameVerifier(NoopHostnameVerifier.INSTANCE).build(); // pe-audit: expect
    }

    static final HostnameVerifier ANY = new HostnameVerifier() {
        public boolean verify(String host, SSLSession session) { return true; } // pe-audit: expect
    };
}
