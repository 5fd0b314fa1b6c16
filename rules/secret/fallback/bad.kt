package pe.tiendaandina.pagos

object Settings {
    val jwtSecret: String = System.getenv("JWT_SECRET") ?: "panel-tienda-andina-2025" // pe-audit: expect
    val port: Int = System.getenv("PORT")?.toInt() ?: 8080
}
