// ASP.NET Core and Entity Framework: two requests, one balance, two credits.
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
        var order = await _db.Orders.Include(o => o.Customer).SingleAsync(o => o.Cip == notice.Data.Cip);
        if (order.Status == "Paid")
        {
            return Ok();
        }
        order.Status = "Paid";
        order.Customer.Balance += order.Total; // pe-audit: expect
        await _db.SaveChangesAsync();
        return Ok();
    }
}
