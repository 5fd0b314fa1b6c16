using Hangfire;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;

namespace Tienda.Pagos;

[ApiController]
[Route("api/pagoefectivo")]
public class PagoEfectivoController : ControllerBase
{
    private readonly TiendaContext _db;

    public PagoEfectivoController(TiendaContext db)
    {
        _db = db;
    }

    [HttpPost("notificacion")]
    public async Task<IActionResult> Notificacion([FromBody] Aviso aviso)
    {
        var pedido = await _db.Pedidos.FirstAsync(p => p.Cip == aviso.Data.Cip);
        pedido.Estado = "Pagado";
        await _db.SaveChangesAsync();

        BackgroundJob.Enqueue<Comprobantes>(c => c.Enviar(pedido.Id));
        return Ok();
    }
}
