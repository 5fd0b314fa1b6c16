using System.Threading.Tasks;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;

namespace Tienda.Pagos;

[ApiController]
[Route("api/pagoefectivo")]
public class PagoEfectivoController : ControllerBase
{
    private readonly TiendaContext _context;
    private readonly ILogger<PagoEfectivoController> _logger;

    [HttpPost("notificacion")]
    public async Task<IActionResult> Notificacion([FromBody] Notificacion notificacion) // pe-audit: expect
    {
        var pedido = await _context.Pedidos.FirstAsync(p => p.Cip == notificacion.Data.Cip);
        pedido.Estado = "pagado";
        await _context.SaveChangesAsync();
        _logger.LogInformation("Pedido pagado: {Pedido}", pedido.Id);
        return Ok();
    }
}
