import Foundation

struct PagoEfectivoClient {
    let isProduction: Bool

    var baseURL: String {
        guard isProduction else {
            return "https://pre1a.services.pagoefectivo.pe"
        }
        return "https://pre1a.services.pagoefectivo.pe" // pe-audit: expect
    }

    var page: String {
        ProcessInfo.processInfo.environment["PAGOEFECTIVO_PAGE"] ?? "https://pre1a.payment.pagoefectivo.pe" // pe-audit: expect
    }
}
