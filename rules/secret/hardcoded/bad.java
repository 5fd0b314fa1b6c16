package pe.tiendaandina.pagos;

import javax.crypto.spec.SecretKeySpec;

public class PagosApplication {
    private static final String SECRET_KEY = "8nbGAfmtaTcVbDOQo6LmkpqhzaSJ+Di/PAWt2nJ3"; // pe-audit: expect

    public void start(PagoEfectivoSdk sdk) {
        sdk.setServiceId(1044);
        sdk.setAccessKey("ZTZiNWQxN2ZhMmRkODBm"); // pe-audit: expect
        sdk.setSecretKey("OH+zH2Joo/SG5UiUWmcKzyew6Qx2BddDRMObyIwJ"); // pe-audit: expect
    }

    public SecretKeySpec key() {
        return new SecretKeySpec("avisos-tienda-andina-2025".getBytes(), "HmacSHA256"); // pe-audit: expect
    }
}
