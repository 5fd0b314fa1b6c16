package pe.tienda

import okhttp3.OkHttpClient
import okhttp3.Request
import okhttp3.RequestBody
import okhttp3.tls.HandshakeCertificates
import okhttp3.tls.HeldCertificate

class PagoEfectivoClient(clientCertificate: HeldCertificate) {
    private val certificates = HandshakeCertificates.Builder()
        .heldCertificate(clientCertificate)
        .addPlatformTrustedCertificates()
        .build()
    private val client = OkHttpClient.Builder()
        .sslSocketFactory(certificates.sslSocketFactory(), certificates.trustManager)
        .build()

    fun create(cip: RequestBody, token: String) = client.newCall(
        Request.Builder()
            .url("https://services.pagoefectivo.pe/v1/cips")
            .header("Authorization", "Bearer $token")
            .post(cip)
            .build(),
    ).execute()
}
