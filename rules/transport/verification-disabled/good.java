package pe.shop.payments;

import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import javax.net.ssl.*;

public class PinnedTrustManager implements X509TrustManager {
    private final X509TrustManager platform;
    private final String pin;

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String type) { }

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String type) throws CertificateException {
        platform.checkServerTrusted(chain, type);
        if (!pin.equals(Pins.of(chain[0]))) {
            throw new CertificateException("not the certificate we know");
        }
    }

    @Override
    public X509Certificate[] getAcceptedIssuers() { return platform.getAcceptedIssuers(); }

    static final HostnameVerifier ONE = (host, session) -> host.equals("services.pagoefectivo.pe");
}
