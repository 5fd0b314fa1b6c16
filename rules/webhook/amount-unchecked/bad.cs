// ASP.NET Core: any payment on the CIP will do.
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;

[ApiController]
[Route("webhooks/pagoefectivo")]
public class PagoEfectivoController : ControllerBase
{
    private readonly ShopContext _db;

    public PagoEfectivoController(ShopContext db) => _db = db;

    [HttpPost]
    public async Task<IActionResult> Receive([FromBody] CipNotice notice) // pe-audit: expect
    {
        if (notice.EventType != "cip.paid")
        {
            return Ok();
        }

        var order = await _db.Orders.SingleAsync(o => o.Cip == notice.Data.Cip);
        order.Status = "Paid";
        await _db.SaveChangesAsync();
        return Ok();
    }
}
