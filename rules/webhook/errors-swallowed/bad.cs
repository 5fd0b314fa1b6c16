using Microsoft.AspNetCore.Mvc;

namespace Tienda.Pagos;

[ApiController]
[Route("api/pagoefectivo")]
public class PagoEfectivoController : ControllerBase
{
    private readonly TiendaContext _db;
    private readonly ILogger<PagoEfectivoController> _logger;

    public PagoEfectivoController(TiendaContext db, ILogger<PagoEfectivoController> logger)
    {
        _db = db;
        _logger = logger;
    }

    [HttpPost("webhook")]
    public async Task<IActionResult> Webhook([FromBody] Notificacion aviso)
    {
        try
        {
            var order = await _db.Orders.SingleAsync(o => o.Cip == aviso.Data.Cip);
            order.Status = "Paid";
            await _db.SaveChangesAsync();
            return Ok();
        }
        catch (Exception ex) // pe-audit: expect
        {
            _logger.LogError(ex, "PagoEfectivo webhook");
            return Ok(new { received = false });
        }
    }
}
