using System.IO;
using System.Security.Cryptography;
using System.Text;
using System.Threading.Tasks;
using Microsoft.AspNetCore.Mvc;

namespace Academia.Pagos
{
    [Route("webhooks")]
    public class PagoEfectivoController : ControllerBase
    {
        private readonly PagoEfectivoSettings settings;
        private readonly IMatriculas matriculas;

        [HttpPost("pagoefectivo")]
        public async Task<IActionResult> Paid()
        {
            var body = await new StreamReader(Request.Body).ReadToEndAsync();
            string received = Request.Headers["X-Pago-Signature"].ToString();  // pe-audit: expect
            using var hmac = new HMACSHA256(Encoding.UTF8.GetBytes(settings.SecretKey));
            var digest = hmac.ComputeHash(Encoding.UTF8.GetBytes(body));
            var expected = Convert.ToHexString(digest).ToLowerInvariant();
            if (!CryptographicOperations.FixedTimeEquals(Encoding.ASCII.GetBytes(expected), Encoding.ASCII.GetBytes(received)))
            {
                return Unauthorized();
            }
            await matriculas.PagarAsync(body);
            return Ok();
        }
    }
}
