// ASP.NET Core and Entity Framework: the update names the state that the order must be in, and its count is asked for.
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
        var changed = await _db.Orders
            .Where(o => o.Cip == notice.Data.Cip && o.Status == "Pending")
            .ExecuteUpdateAsync(o => o.SetProperty(p => p.Status, "Paid"));
        if (changed == 0)
        {
            return Ok();
        }
        var order = await _db.Orders.Include(o => o.Customer).SingleAsync(o => o.Cip == notice.Data.Cip);
        order.Customer.Balance += order.Total;
        await _db.SaveChangesAsync();
        return Ok();
    }
}
