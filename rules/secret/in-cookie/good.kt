package pe.tienda

import io.ktor.server.application.call
import io.ktor.server.request.receiveParameters
import io.ktor.server.response.respondRedirect
import io.ktor.server.routing.Route
import io.ktor.server.routing.post

fun Route.ajustes(settings: Settings) {
    post("/admin/ajustes") {
        val secretKey = call.receiveParameters()["secretKey"].orEmpty()
        settings.save("SecretKey", secretKey)
        call.response.cookies.append("SecretKeySaved", "1")
        call.respondRedirect("/admin")
    }
}
