using System;
using System.IO;
using System.Security.Cryptography;
using System.Text;
using System.Threading.Tasks;
using Microsoft.AspNetCore.Mvc;

namespace Shop.Payments
{
    [Route("notifications")]
    public class NotificationController : ControllerBase
    {
        private readonly PagoEfectivoSettings settings;

        [HttpPost("pagoefectivo")]
        public async Task<IActionResult> Paid()
        {
            using var reader = new StreamReader(Request.Body);
            var body = await reader.ReadToEndAsync();
            string signature = Request.Headers["PE-Signature"];
            if (signature == null || signature.Length != 64)
            {
                return Unauthorized();
            }
            var expected = HMACSHA256.HashData(Encoding.UTF8.GetBytes(settings.SecretKey), Encoding.UTF8.GetBytes(body));
            return CryptographicOperations.FixedTimeEquals(expected, Convert.FromHexString(signature)) ? Ok() : Unauthorized();
        }
    }
}
