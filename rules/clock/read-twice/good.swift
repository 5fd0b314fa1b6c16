import CryptoKit
import Foundation

func authorization(idService: Int, accessKey: String, secretKey: String) -> [String: Any] {
    let dateRequest = ISO8601DateFormatter().string(from: Date())
    let text = "\(idService).\(accessKey).\(secretKey).\(dateRequest)"
    let hash = SHA256.hash(data: Data(text.utf8)).map { String(format: "%02x", $0) }.joined()
    return ["accessKey": accessKey, "idService": idService, "dateRequest": dateRequest, "hashString": hash]
}
