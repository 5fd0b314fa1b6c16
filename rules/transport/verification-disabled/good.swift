import Alamofire
import Foundation

final class TrustPinned: NSObject, URLSessionDelegate {
    func urlSession(_ session: URLSession, didReceive challenge: URLAuthenticationChallenge,
                    completionHandler: @escaping (URLSession.AuthChallengeDisposition, URLCredential?) -> Void) {
        guard let trust = challenge.protectionSpace.serverTrust, SecTrustEvaluateWithError(trust, nil) else {
            return completionHandler(.cancelAuthenticationChallenge, nil)
        }
        completionHandler(.useCredential, URLCredential(trust: trust))
    }
}

func session(host: String) -> Session {
    // never a DisabledTrustEvaluator(), which accepts any certificate
    let trust = ServerTrustManager(evaluators: [host: PinnedCertificatesTrustEvaluator()])
    return Session(serverTrustManager: trust)
}
