package pe.bodegaandina.pagos

import retrofit2.Retrofit
import retrofit2.http.Body
import retrofit2.http.POST

interface CipApi {
    @POST("v1/cips")
    suspend fun create(@Body cip: CipRequest): CipResponse
}

val cips: CipApi = Retrofit.Builder()
    .baseUrl("http://services.pagoefectivo.pe/") // pe-audit: expect
    .build()
    .create(CipApi::class.java)
