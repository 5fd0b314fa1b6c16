package pe.tienda

import okhttp3.OkHttpClient
import okhttp3.Request
import okhttp3.RequestBody

class PagoEfectivoClient {
    private val client = OkHttpClient.Builder().build() // pe-audit: expect

    fun create(cip: RequestBody, token: String) = client.newCall(
        Request.Builder()
            .url("https://services.pagoefectivo.pe/v1/cips")
            .header("Authorization", "Bearer $token")
            .post(cip)
            .build(),
    ).execute()
}
