import Foundation

func authorization(accessKey: String, idService: Int, hash: String) -> [String: Any] {
    let formatter = DateFormatter()
    formatter.dateFormat = "yyyy-MM-dd'T'HH:mm:ss"
    let dateRequest = formatter.string(from: Date()) // pe-audit: expect
    return ["accessKey": accessKey, "idService": idService, "dateRequest": dateRequest, "hashString": hash]
}
