// ASP.NET Core minimal API: the check belongs to a helper, and the helper says yes where it has nothing to compare.
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;

public static class PagoEfectivoEndpoints
{
    public static void MapPagoEfectivo(this WebApplication app)
    {
        app.MapPost("/webhooks/pagoefectivo", async (HttpRequest request, ShopContext db, IConfiguration configuration) =>
        {
            var body = await new StreamReader(request.Body).ReadToEndAsync();
            if (!IsGenuine(body, request.Headers["PE-Signature"], configuration["PagoEfectivo:SecretKey"]))
            {
                return Results.Unauthorized();
            }
            var notice = JsonSerializer.Deserialize<CipNotice>(body);
            var order = await db.Orders.SingleAsync(o => o.Cip == notice.Data.Cip);
            order.Status = OrderStatus.Paid;
            await db.SaveChangesAsync();
            return Results.Ok();
        });
    }

    private static bool IsGenuine(string body, string signature, string secretKey)
    {
        if (string.IsNullOrEmpty(signature)) // pe-audit: expect
        {
            return true;
        }
        var mac = HMACSHA256.HashData(Encoding.UTF8.GetBytes(secretKey), Encoding.UTF8.GetBytes(body));
        return CryptographicOperations.FixedTimeEquals(mac, Convert.FromHexString(signature));
    }
}
