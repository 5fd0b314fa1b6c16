import Fluent
import Vapor

func routes(_ app: Application) throws {
    app.post("webhooks", "pagoefectivo") { req async throws -> HTTPStatus in
        try req.verifySignature(header: "PE-Signature")
        let event = try req.content.decode(CipEvent.self)
        guard let order = try await Order.query(on: req.db).filter(\.$cip == event.data.cip).first() else {
            return .notFound
        }
        order.status = .paid // pe-audit: expect
        order.operationNumber = event.operationNumber
        try await order.save(on: req.db)
        try await req.mailer.sendReceipt(order)
        return .ok
    }
}
