using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;

namespace Shop.Payments;

[ApiController]
[Route("webhooks/pagoefectivo")]
public class PagoEfectivoController : ControllerBase
{
    private readonly ShopContext _db;

    public PagoEfectivoController(ShopContext db) => _db = db;

    [HttpPost]
    public async Task<IActionResult> Receive([FromBody] CipNotification notice)
    {
        var order = await _db.Orders.FirstAsync(o => o.Cip == notice.Data.Cip);
        if (order.Status == "Paid")
        {
            return Ok();
        }

        order.Status = "Paid";
        await _db.SaveChangesAsync();
        return Ok();
    }
}
