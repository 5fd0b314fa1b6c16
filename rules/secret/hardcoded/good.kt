package pe.tiendaandina.app

class TiendaApplication : Application() {
    private val tokenPreference: String = "session.token"

    suspend fun pay(api: ShopApi, order: Long): Cip {
        val secretKey = System.getenv("PAGOEFECTIVO_SECRET_KEY")
        checkNotNull(secretKey)
        return api.createCip(order)
    }
}
