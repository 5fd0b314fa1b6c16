import Vapor

struct Settings {
    let jwtSecret = Environment.get("JWT_SECRET") ?? "panel-tienda-andina-2025" // pe-audit: expect
    let port = Environment.get("PORT") ?? "8080"
    let webhookSecret = ProcessInfo.processInfo.environment["WEBHOOK_SECRET"] ?? "tienda-andina-ipn-2025" // pe-audit: expect
}
