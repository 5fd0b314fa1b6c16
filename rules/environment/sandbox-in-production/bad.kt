package pe.bodegaandina.pagos

object PagoEfectivo {
    private const val PRODUCCION = "https://pre1a.services.pagoefectivo.pe" // pe-audit: expect

    fun baseUrl(): String = System.getenv("PAGOEFECTIVO_URL") ?: "https://pre1a.services.pagoefectivo.pe" // pe-audit: expect

    fun page(production: Boolean) = if (production) {
        "https://pre1a.payment.pagoefectivo.pe" // pe-audit: expect
    } else {
        "https://pre1a.payment.pagoefectivo.pe"
    }
}
