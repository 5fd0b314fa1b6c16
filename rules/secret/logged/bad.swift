import CryptoKit
import Foundation

final class PagoEfectivoClient {
    private let accessKey: String
    private let secretKey: String

    init(accessKey: String, secretKey: String) {
        self.accessKey = accessKey
        self.secretKey = secretKey
        print("PagoEfectivo configured with \(secretKey)") // pe-audit: expect
    }

    func authorize(serviceId: Int, dateRequest: String, session: URLSession) async throws -> Authorization {
        let plain = "\(serviceId).\(accessKey).\(secretKey).\(dateRequest)"
        let hashString = SHA256.hash(data: Data(plain.utf8)).hex
        let authorization = try await session.authorize(accessKey, serviceId, dateRequest, hashString)
        NSLog("token: %@", authorization.token) // pe-audit: expect
        return authorization
    }
}
