@RestController
@RequestMapping("/webhooks")
public class WebhookController {
    // before: doFilterInternal
    @PostMapping("/pagoefectivo")
    public void recibir(@RequestBody String cuerpo) {
        pedidos.pagar(cuerpo);
    }
}
