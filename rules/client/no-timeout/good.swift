import Foundation

final class PagoEfectivoClient {
    private let baseURL = URL(string: "https://services.pagoefectivo.pe")!

    func createCip(_ order: Order, token: String) async throws -> Cip {
        var request = URLRequest(url: baseURL.appendingPathComponent("v1/cips"))
        request.httpMethod = "POST"
        request.timeoutInterval = 20
        request.setValue("Bearer \(token)", forHTTPHeaderField: "Authorization")
        request.httpBody = try JSONEncoder().encode(order)
        let (data, _) = try await URLSession.shared.data(for: request)
        return try JSONDecoder().decode(Cip.self, from: data)
    }
}
