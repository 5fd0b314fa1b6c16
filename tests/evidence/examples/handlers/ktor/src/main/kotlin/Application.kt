fun Application.module(orders: Orders) {
    routing {
        // receives: /culqi/webhook at /culqi/webhook
        post("/culqi/webhook") {
            val event = call.receive<CulqiEvent>()
            orders.markPaid(event.data.id)
            call.respond(HttpStatusCode.OK)
        }
    }
}
