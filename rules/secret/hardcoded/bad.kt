package pe.tiendaandina.app

class TiendaApplication : Application() {
    override fun onCreate() {
        super.onCreate()
        val sdk = PagoEfectivoSdk.getInstance()
        sdk.setServiceId(1044)
        sdk.setAccessKey("ZjE1NzNlZWE4NTZmZTcx") // pe-audit: expect
        sdk.setSecretKey("fah86Alq1XnPE8RHDg2YGhrUMB5mlwOli/H3awJj") // pe-audit: expect
    }
}
