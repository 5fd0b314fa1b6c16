import Foundation

struct PagoEfectivoClient {
    private let baseURL = URL(string: "http://services.pagoefectivo.pe")! // pe-audit: expect

    func create(_ cip: Data, token: String) async throws -> Data {
        var request = URLRequest(url: baseURL.appendingPathComponent("v1/cips"))
        request.httpMethod = "POST"
        request.httpBody = cip
        request.setValue("Bearer \(token)", forHTTPHeaderField: "Authorization")
        return try await URLSession.shared.data(for: request).0
    }
}
