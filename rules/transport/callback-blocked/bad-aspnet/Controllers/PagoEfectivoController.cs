using Microsoft.AspNetCore.Mvc;

namespace Tienda.Controllers;

public class PagoEfectivoController : Controller
{
    private readonly Pedidos pedidos;

    public PagoEfectivoController(Pedidos pedidos) => this.pedidos = pedidos;

    [HttpPost("pagoefectivo/webhook")]
    public async Task<IActionResult> Webhook([FromBody] Notificacion aviso, [FromHeader(Name = "PE-Signature")] string firma) // pe-audit: expect
    {
        if (!Firma.EsValida(aviso, firma)) return Unauthorized();
        await pedidos.MarcarPagado(aviso.TransactionCode);
        return Ok();
    }
}
