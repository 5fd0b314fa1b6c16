import Foundation

enum PagoEfectivo {
    static let notificationURL = "https://api.bodega-andina.pe/cips/notify"

    static func body(order: Order, host: String) -> [String: Any] {
        [
            "transactionCode": order.code,
            "returnUrl": "https://\(host)/compra/\(order.code)",
            "callbackUrl": notificationURL,
        ]
    }

    static func create(_ order: Order) {
        Gateway.shared.createCip(amount: order.total, callbackUrl: "https://api.bodega-andina.pe/cips/paid")
    }
}
