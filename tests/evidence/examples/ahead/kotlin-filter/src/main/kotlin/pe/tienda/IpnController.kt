package pe.tienda

@RestController
class IpnController(private val ventas: Ventas) {
    // before: doFilterInternal
    @PostMapping("/ipn/izipay")
    fun ipn(@RequestParam datos: Map<String, String>): String {
        ventas.pagar(datos["vads_order_id"])
        return "OK"
    }
}
