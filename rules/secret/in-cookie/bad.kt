package pe.tienda

import io.ktor.server.application.call
import io.ktor.server.request.receiveParameters
import io.ktor.server.response.respondRedirect
import io.ktor.server.routing.Route
import io.ktor.server.routing.post

fun Route.ajustes() {
    post("/admin/ajustes") {
        val secretKey = call.receiveParameters()["secretKey"].orEmpty()
        call.response.cookies.append("SecretKey", secretKey) // pe-audit: expect
        call.respondRedirect("/admin")
    }
}
