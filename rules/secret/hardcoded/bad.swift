import PagoEfectivoSDK
import UIKit

@UIApplicationMain
class AppDelegate: UIResponder, UIApplicationDelegate {
    let apiKey: String = "95a4gDKbaEgXwZfQ1cSD652OvHjHFFbp48WEXJC7" // pe-audit: expect

    func application(_ application: UIApplication) -> Bool {
        PagoEfectivoSDK.config("8nbGAfmtaTcVbDOQo6LmkpqhzaSJ+Di/PAWt2nJ3", // pe-audit: expect
                               accessKey: "ZWIwZWNjMWJlOWY1MWY3", // pe-audit: expect
                               serviceId: 1044, sandbox: false)
        return true
    }
}
