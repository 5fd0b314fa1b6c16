import CryptoKit
import Foundation

func authorization(idService: Int, accessKey: String, secretKey: String) -> [String: Any] {
    let format = ISO8601DateFormatter()
    let text = "\(idService).\(accessKey).\(secretKey).\(format.string(from: Date()))"
    let hash = SHA256.hash(data: Data(text.utf8)).map { String(format: "%02x", $0) }.joined()
    return [
        "accessKey": accessKey,
        "idService": idService,
        "dateRequest": format.string(from: Date()), // pe-audit: expect
        "hashString": hash,
    ]
}
