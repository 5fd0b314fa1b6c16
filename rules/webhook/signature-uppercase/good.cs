using System.IO;
using System.Security.Cryptography;
using System.Text;
using System.Threading.Tasks;
using Microsoft.AspNetCore.Mvc;

namespace Tienda.Pagos
{
    [Route("webhooks")]
    public class PagoEfectivoController : ControllerBase
    {
        private readonly PagoEfectivoSettings settings;
        private readonly IOrders orders;

        [HttpPost("pagoefectivo")]
        public async Task<IActionResult> Notify()
        {
            var body = await new StreamReader(Request.Body).ReadToEndAsync();
            string received = Request.Headers["PE-Signature"].ToString();
            using var hmac = new HMACSHA256(Encoding.UTF8.GetBytes(settings.SecretKey));
            var digest = hmac.ComputeHash(Encoding.UTF8.GetBytes(body));
            var expected = Convert.ToHexString(digest).ToLowerInvariant();
            if (!CryptographicOperations.FixedTimeEquals(Encoding.ASCII.GetBytes(expected), Encoding.ASCII.GetBytes(received)))
            {
                return Unauthorized();
            }
            await orders.SettleAsync(body);
            return Ok();
        }
    }
}
