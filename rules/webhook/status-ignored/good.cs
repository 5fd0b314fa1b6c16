// ASP.NET Core: one event of all means paid.
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;

[ApiController]
[Route("webhooks/pagoefectivo")]
public class PagoEfectivoController : ControllerBase
{
    private readonly ShopContext _db;

    public PagoEfectivoController(ShopContext db) => _db = db;

    [HttpPost]
    public async Task<IActionResult> Receive([FromBody] CipNotice notice)
    {
        if (notice.EventType != "cip.paid")
        {
            return Ok();
        }

        var order = await _db.Orders.SingleAsync(o => o.Cip == notice.Data.Cip);
        if (notice.Data.Amount != order.Total || notice.Data.Currency != order.Currency)
        {
            return StatusCode(500);
        }
        order.Status = "Paid";
        await _db.SaveChangesAsync();
        return Ok();
    }
}
