package pe.tiendaandina.pagos

object Settings {
    val jwtSecret: String = System.getenv("JWT_SECRET") ?: error("JWT_SECRET is not set")
    val tokenHeader: String = System.getenv("TOKEN_HEADER") ?: "X-Shop-Token"
}
