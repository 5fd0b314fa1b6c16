using System;
using System.IO;
using System.Security.Cryptography;
using System.Text.Json;
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
    public async Task<IActionResult> Notificacion()
    {
        using var memoria = new MemoryStream();
        await Request.Body.CopyToAsync(memoria);
        var notificacion = JsonSerializer.Deserialize<Notificacion>(memoria.ToArray());
        _logger.LogInformation(
            "Notificación {Id}, operación {Operacion}, SHA-256 {Huella}",
            HttpContext.TraceIdentifier,
            notificacion.OperationNumber,
            Convert.ToHexString(SHA256.HashData(memoria.ToArray())));
        var pedido = await _context.Pedidos.FirstAsync(p => p.Cip == notificacion.Data.Cip);
        pedido.Estado = "pagado";
        await _context.SaveChangesAsync();
        return Ok();
    }
}
