package pe.tienda

@RestController
@RequestMapping("/pagos")
class PagoController(private val pedidos: PedidoService) {
    // receives: PagoController.notificar at /pagos/notificacion
    @PostMapping("/notificacion")
    fun notificar(@RequestBody cuerpo: String, @RequestHeader("PE-Signature") firma: String): ResponseEntity<String> {
        pedidos.confirmar(cuerpo)
        return ResponseEntity.ok("OK")
    }
}
