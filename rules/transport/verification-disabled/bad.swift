import Alamofire
import Foundation

final class TrustEverybody: NSObject, URLSessionDelegate {
    func urlSession(_ session: URLSession, didReceive challenge: URLAuthenticationChallenge,
                    completionHandler: @escaping (URLSession.AuthChallengeDisposition, URLCredential?) -> Void) {
        if let trust = challenge.protectionSpace.serverTrust {
            completionHandler(.useCredential, URLCredential(trust: trust)) // pe-audit: expect
        }
    }
}

func session(host: String) -> Session {
    let trust = ServerTrustManager(evaluators: [host: DisabledTrustEvaluator()]) // pe-audit: expect
    return Session(serverTrustManager: trust)
}
