using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;

namespace Tienda.Pagos;

[ApiController]
[Route("api/pagoefectivo")]
public class PagoEfectivoController : ControllerBase
{
    private readonly TiendaContext _db;
    private readonly IEmailSender _emailSender;

    public PagoEfectivoController(TiendaContext db, IEmailSender emailSender)
    {
        _db = db;
        _emailSender = emailSender;
    }

    [HttpPost("notificacion")]
    public async Task<IActionResult> Notificacion([FromBody] Aviso aviso)
    {
        var pedido = await _db.Pedidos.FirstAsync(p => p.Cip == aviso.Data.Cip);
        pedido.Estado = "Pagado";
        await _db.SaveChangesAsync();

        await _emailSender.SendEmailAsync(pedido.Correo, "Pago recibido", "Gracias por su compra."); // pe-audit: expect
        return Ok();
    }
}
