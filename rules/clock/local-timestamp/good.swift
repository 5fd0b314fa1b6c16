import Foundation

func authorization(accessKey: String, idService: Int, hash: String) -> [String: Any] {
    let formatter = DateFormatter()
    formatter.timeZone = TimeZone(identifier: "America/Lima")
    formatter.dateFormat = "yyyy-MM-dd'T'HH:mm:ssXXX"
    let dateRequest = formatter.string(from: Date())
    return ["accessKey": accessKey, "idService": idService, "dateRequest": dateRequest, "hashString": hash]
}
