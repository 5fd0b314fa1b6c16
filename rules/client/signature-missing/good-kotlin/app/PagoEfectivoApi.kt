package pe.tienda

import java.time.Instant
import okhttp3.MediaType.Companion.toMediaType
import okhttp3.OkHttpClient
import okhttp3.Request
import okhttp3.RequestBody.Companion.toRequestBody

class PagoEfectivoApi(private val baseUrl: String, private val clave: Firmante) {
    private val http = OkHttpClient()

    fun crearCip(cuerpo: String, token: String): String {
        val fecha = Instant.now().toString()
        val peticion = Request.Builder()
            .url("$baseUrl/v1/cips")
            .header("Authorization", "Bearer $token")
            .header("X-Date", fecha)
            .header("X-Api-Version", "2026-01")
            .header("X-Signature", clave.hex(fecha + cuerpo))
            .post(cuerpo.toRequestBody("application/json".toMediaType()))
            .build()
        return http.newCall(peticion).execute().use { it.body!!.string() }
    }
}
