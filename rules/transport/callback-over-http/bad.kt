package pe.bodegaandina.pagos

private const val URL_RESPUESTA_PAGOEFECTIVO = "http://www.bodega-andina.pe/pago/respuesta" // pe-audit: expect

data class CipRequest(
    val transactionCode: String,
    val amount: String,
    val notificationUrl: String = "http://api.bodega-andina.pe/cips/notify", // pe-audit: expect
)

fun formulario(pedido: Pedido, host: String) = mapOf(
    "transactionCode" to pedido.codigo,
    "vads_url_success" to "http://$host/gracias", // pe-audit: expect
    "vads_url_cancel" to "https://www.bodega-andina.pe/carrito",
    "returnUrl" to URL_RESPUESTA_PAGOEFECTIVO,
)
