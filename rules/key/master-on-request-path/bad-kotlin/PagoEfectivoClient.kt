import okhttp3.OkHttpClient
import okhttp3.Request
import okhttp3.RequestBody

class PagoEfectivoClient(private val client: OkHttpClient, private val secretKey: String) {
    fun createCip(body: RequestBody) = client.newCall(
        Request.Builder()
            .url("https://services.pagoefectivo.pe/v1/cips")
            .header("Authorization", "Bearer $secretKey") // pe-audit: expect
            .post(body)
            .build(),
    ).execute()
}
