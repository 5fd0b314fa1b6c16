import Foundation

enum PagoEfectivo {
    static let notificationURL = "http://api.bodega-andina.pe/cips/notify" // pe-audit: expect

    static func body(order: Order, host: String) -> [String: Any] {
        [
            "transactionCode": order.code,
            "returnUrl": "http://\(host)/compra/\(order.code)", // pe-audit: expect
            "callbackUrl": notificationURL,
        ]
    }

    static func create(_ order: Order) {
        Gateway.shared.createCip(amount: order.total, callbackUrl: "http://api.bodega-andina.pe/cips/paid") // pe-audit: expect
    }
}
