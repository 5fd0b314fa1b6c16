import UIKit

class PaymentClient {
    private let tokenKeychainName: String = "pe.tiendaandina.token"

    func createCip(order: Int) async throws -> Cip {
        let secret = ProcessInfo.processInfo.environment["SHOP_SESSION_SECRET"]
        guard let secret else { throw PaymentError.notConfigured }
        return try await api.post("/orders/\(order)/cip", secret: secret)
    }
}
