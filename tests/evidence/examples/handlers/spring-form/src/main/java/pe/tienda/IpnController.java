@Controller
public class IpnController {
    // receives: IpnController.procesar at /izipay/ipn
    @RequestMapping(value = "/izipay/ipn", method = RequestMethod.POST)
    @ResponseBody
    public String procesar(@RequestParam Map<String, String> datos) {
        ventas.pagar(datos.get("vads_order_id"));
        return "OK";
    }
}
