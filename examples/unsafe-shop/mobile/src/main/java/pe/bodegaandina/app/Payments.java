package pe.bodegaandina.app;

import android.app.Application;

public class Payments extends Application {
    @Override
    public void onCreate() {
        super.onCreate();
        PagoEfectivoSdk sdk = PagoEfectivoSdk.getInstance();
        sdk.setServiceId(1042);
        sdk.setAccessKey("N2MxZTBhOWQ0YjUyZjM2");
        sdk.setCurrency("PEN");
    }
}
