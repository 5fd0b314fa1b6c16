package pe.bodegaandina.pagos

object PagoEfectivo {
    const val AUTHORIZATIONS = "https://services.pagoefectivo.pe/v1/authorizations"
    const val CIPS = "https://services.pagoefectivo.pe/v1/cips"
}
