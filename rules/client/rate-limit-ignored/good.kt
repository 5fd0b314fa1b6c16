package pe.tienda.pagos

import okhttp3.MediaType.Companion.toMediaType
import okhttp3.OkHttpClient
import okhttp3.Request
import okhttp3.RequestBody.Companion.toRequestBody
import java.util.concurrent.TimeUnit

class PagoEfectivoApi(private val baseUrl: String, private val secretKey: String) {
    private val http = OkHttpClient.Builder()
        .readTimeout(20, TimeUnit.SECONDS)
        .build()

    fun crearCip(json: String, token: String): String {
        val peticion = Request.Builder()
            .url("$baseUrl/v1/cips")
            .header("Authorization", "Bearer $token")
            .post(json.toRequestBody("application/json".toMediaType()))
            .build()
        return http.newCall(peticion).execute().use {
            if (it.code == 429) throw PasarelaOcupada(it.header("Retry-After"))
            it.body!!.string()
        }
    }
}
