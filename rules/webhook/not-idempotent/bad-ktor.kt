package pe.store.payments

import io.ktor.http.HttpStatusCode
import io.ktor.server.application.call
import io.ktor.server.request.header
import io.ktor.server.request.receiveText
import io.ktor.server.response.respond
import io.ktor.server.routing.Route
import io.ktor.server.routing.post
import kotlinx.serialization.json.Json
import org.jetbrains.exposed.sql.transactions.transaction

fun Route.webhooks(signer: Signer, mailer: Mailer) {
    post("/webhooks/pagoefectivo") {
        val body = call.receiveText()
        val signature = call.request.header("PE-Signature")
        if (!signer.verify(body, signature)) {
            return@post call.respond(HttpStatusCode.Unauthorized)
        }
        val event = Json.decodeFromString<CipEvent>(body)
        val order = transaction { Order.find { Orders.cip eq event.data.cip }.single() }
        if (event.eventType == "cip.paid") {
            transaction { order.status = OrderStatus.PAID } // pe-audit: expect
            mailer.sendReceipt(order)
        }
        call.respond(HttpStatusCode.OK)
    }
}
