import Vapor

struct Settings {
    let jwtSecret: String
    let port = Environment.get("PORT") ?? "8080"

    init() throws {
        guard let secret = Environment.get("JWT_SECRET") else {
            throw Abort(.internalServerError, reason: "JWT_SECRET is not set")
        }
        jwtSecret = secret
    }
}
