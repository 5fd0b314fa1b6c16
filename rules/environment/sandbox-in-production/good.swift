import Foundation

struct PagoEfectivoClient {
    enum Environment { case production, sandbox }
    let environment: Environment

    var baseURL: String {
        switch environment {
        case .production: return "https://services.pagoefectivo.pe"
        case .sandbox: return "https://pre1a.services.pagoefectivo.pe"
        }
    }
}
