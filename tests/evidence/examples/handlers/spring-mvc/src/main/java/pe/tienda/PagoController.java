package pe.tienda;

@RestController
@RequestMapping("/pagos")
public class PagoController {
    private final PedidoService pedidos;

    @GetMapping("/{id}")
    public Pago ver(@PathVariable Long id) {
        return pedidos.ver(id);
    }

    // receives: PagoController.notificar at /pagos/pagoefectivo/notificacion
    @PostMapping("/pagoefectivo/notificacion")
    public ResponseEntity<String> notificar(@RequestBody String cuerpo, @RequestHeader("PE-Signature") String firma) {
        pedidos.confirmar(cuerpo);
        return ResponseEntity.ok("OK");
    }
}
