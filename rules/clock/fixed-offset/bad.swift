import Foundation

struct Authorization {
    static func now() -> String {
        let formatter = DateFormatter()
        formatter.dateFormat = "yyyy-MM-dd'T'HH:mm:ss'-05:00'" // pe-audit: expect
        return formatter.string(from: Date())
    }
}
