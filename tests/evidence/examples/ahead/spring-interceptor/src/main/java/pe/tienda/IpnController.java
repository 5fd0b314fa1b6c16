@RestController
public class IpnController {
    // before: preHandle
    @PostMapping("/ipn/izipay")
    public String ipn(@RequestParam Map<String, String> datos) {
        ventas.pagar(datos.get("vads_order_id"));
        return "OK";
    }
}
