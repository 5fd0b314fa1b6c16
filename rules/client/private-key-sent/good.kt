package pe.tienda.pagos

import okhttp3.OkHttpClient
import okhttp3.Request
import okhttp3.RequestBody

class PagoEfectivoApi(private val baseUrl: String, private val secretKey: String) {
    private val http = OkHttpClient()

    fun crearCip(cuerpo: RequestBody, token: String): String {
        val peticion = Request.Builder()
            .url("$baseUrl/v1/cips")
            .header("Authorization", "Bearer $token")
            .post(cuerpo)
            .build()
        return http.newCall(peticion).execute().use { it.body!!.string() }
    }
}
