package pe.bodegaandina.pagos

object PagoEfectivo {
    const val AUTHORIZATIONS = "https://auth.pagoefectivo.pe/v1/authorizations" // pe-audit: expect
    const val CIPS = "https://services.pagoefectivo.pe/v1/cips"
}
