package pe.tiendaandina.pagos;

import javax.crypto.spec.SecretKeySpec;

public class PagosApplication {
    public static final String SECRET_KEY = "client.secret.key";

    public void start(PagoEfectivoSdk sdk, Settings settings) {
        sdk.setServiceId(1044);
        sdk.setAccessKey(settings.required("pagoefectivo.access-key"));
        sdk.setSecretKey(settings.required("pagoefectivo.secret-key"));
    }

    public SecretKeySpec key(byte[] secret) {
        return new SecretKeySpec(secret, "HmacSHA256");
    }
}
