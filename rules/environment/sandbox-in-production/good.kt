package pe.bodegaandina.pagos

object PagoEfectivo {
    private const val PRUEBAS = "https://pre1a.services.pagoefectivo.pe"
    private const val PRODUCCION = "https://services.pagoefectivo.pe"

    fun baseUrl(): String = System.getenv("PAGOEFECTIVO_URL") ?: PRODUCCION

    fun page(environment: String) = when (environment) {
        "production" -> "https://payment.pagoefectivo.pe"
        "sandbox" -> "https://pre1a.payment.pagoefectivo.pe"
        else -> throw IllegalArgumentException(environment)
    }
}
