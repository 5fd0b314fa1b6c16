import Crypto
import Vapor

func routes(_ app: Application, orders: OrderService, secretKey: SymmetricKey) throws {
    app.post("webhooks", "pagoefectivo") { req async throws -> HTTPStatus in
        guard let body = req.body.string, let header = req.headers.first(name: "PE-Signature"),
              let signature = Data(hexString: header) else {
            return .badRequest
        }
        guard HMAC<SHA256>.isValidAuthenticationCode(signature, authenticating: Data(body.utf8), using: secretKey) else {
            return .unauthorized
        }
        try await orders.settle(body)
        return .ok
    }
}
