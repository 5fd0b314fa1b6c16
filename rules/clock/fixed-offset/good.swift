import Foundation

struct Authorization {
    static func now() -> String {
        let formatter = DateFormatter()
        formatter.timeZone = TimeZone(identifier: "America/Lima")
        formatter.dateFormat = "yyyy-MM-dd'T'HH:mm:ss'-05:00'"
        return formatter.string(from: Date())
    }
}
