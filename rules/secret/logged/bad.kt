package pe.tienda.pagos

import android.util.Log
import java.security.MessageDigest

class PagoEfectivoClient(private val accessKey: String, private val secretKey: String, private val api: PagoEfectivoApi) {

    suspend fun authorize(serviceId: Int, dateRequest: String): String {
        val plain = "$serviceId.$accessKey.$secretKey.$dateRequest"
        Log.d(TAG, "hash of $plain") // pe-audit: expect
        val hashString = MessageDigest.getInstance("SHA-256").digest(plain.toByteArray()).toHex()
        val session = api.authorizations(AuthorizationRequest(accessKey, serviceId, dateRequest, hashString))
        println("PagoEfectivo token: ${session.data.token}") // pe-audit: expect
        return session.data.token
    }

    private companion object {
        const val TAG = "PagoEfectivo"
    }
}
