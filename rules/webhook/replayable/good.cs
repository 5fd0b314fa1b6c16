// ASP.NET Core: only what waits for its payment becomes paid.
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Microsoft.AspNetCore.Mvc;

[ApiController]
[Route("webhooks/pagoefectivo")]
public class PagoEfectivoController : ControllerBase
{
    private readonly ShopContext _db;
    private readonly ILogger<PagoEfectivoController> _logger;
    private readonly string _secretKey;

    public PagoEfectivoController(ShopContext db, ILogger<PagoEfectivoController> logger, IConfiguration configuration)
    {
        _db = db;
        _logger = logger;
        _secretKey = configuration["PagoEfectivo:SecretKey"];
    }

    [HttpPost]
    public async Task<IActionResult> Receive()
    {
        var body = await new StreamReader(Request.Body).ReadToEndAsync();
        var expected = HMACSHA256.HashData(Encoding.UTF8.GetBytes(_secretKey), Encoding.UTF8.GetBytes(body));
        var given = Convert.FromHexString(Request.Headers["PE-Signature"].ToString());
        if (!CryptographicOperations.FixedTimeEquals(expected, given))
        {
            _logger.LogWarning("PagoEfectivo: bad signature");
            return Unauthorized();
        }

        var notice = JsonSerializer.Deserialize<CipNotice>(body);
        var order = await _db.Orders.SingleAsync(o => o.Cip == notice.Data.Cip);
        if (order.Status != "Pending")
        {
            return Ok();
        }
        order.Status = "Paid";
        await _db.SaveChangesAsync();
        return Ok();
    }
}
