package pe.bodegaandina.pagos

private const val URL_RESPUESTA_PAGOEFECTIVO = "https://www.bodega-andina.pe/pago/respuesta"

data class CipRequest(
    val transactionCode: String,
    val amount: String,
    val notificationUrl: String = "https://api.bodega-andina.pe/cips/notify",
)

fun formulario(pedido: Pedido, host: String) = mapOf(
    "transactionCode" to pedido.codigo,
    "vads_url_success" to "https://$host/gracias",
    "vads_url_cancel" to "https://www.bodega-andina.pe/carrito",
    "returnUrl" to URL_RESPUESTA_PAGOEFECTIVO,
)
