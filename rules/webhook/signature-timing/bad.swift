import Crypto
import Vapor

func routes(_ app: Application, orders: OrderService, secretKey: SymmetricKey) throws {
    app.post("webhooks", "pagoefectivo") { req async throws -> HTTPStatus in
        guard let body = req.body.string, let signature = req.headers.first(name: "PE-Signature") else {
            return .badRequest
        }
        let mac = HMAC<SHA256>.authenticationCode(for: Data(body.utf8), using: secretKey)
        let expected = mac.map { String(format: "%02x", $0) }.joined()
        guard signature == expected else { // pe-audit: expect
            return .unauthorized
        }
        try await orders.settle(body)
        return .ok
    }
}
