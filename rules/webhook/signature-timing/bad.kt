package pe.tienda.pagos

import io.ktor.http.HttpStatusCode
import io.ktor.server.application.call
import io.ktor.server.request.header
import io.ktor.server.request.receiveText
import io.ktor.server.response.respond
import io.ktor.server.routing.Route
import io.ktor.server.routing.post
import javax.crypto.Mac
import javax.crypto.spec.SecretKeySpec

fun firmar(cuerpo: String, clave: String): String {
    val mac = Mac.getInstance("HmacSHA256")
    mac.init(SecretKeySpec(clave.toByteArray(), "HmacSHA256"))
    return mac.doFinal(cuerpo.toByteArray()).joinToString("") { "%02x".format(it) }
}

fun Route.notificaciones(pedidos: Pedidos, clave: String) {
    post("/pagoefectivo/notificacion") {
        val cuerpo = call.receiveText()
        val firma = call.request.header("PE-Signature")
        if (firma != firmar(cuerpo, clave)) { // pe-audit: expect
            return@post call.respond(HttpStatusCode.Unauthorized)
        }
        pedidos.pagar(cuerpo)
        call.respond(HttpStatusCode.OK)
    }
}
