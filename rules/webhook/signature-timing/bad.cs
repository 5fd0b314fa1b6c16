using System;
using System.IO;
using System.Linq;
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
            using var hmac = new HMACSHA256(Encoding.UTF8.GetBytes(settings.SecretKey));
            var hash = hmac.ComputeHash(Encoding.UTF8.GetBytes(body));
            var expected = BitConverter.ToString(hash).Replace("-", "").ToLowerInvariant();
            if (Request.Headers["PE-Signature"] != expected) // pe-audit: expect
            {
                return Unauthorized();
            }
            return Ok();
        }

        private static bool IsGenuine(byte[] received, byte[] key, byte[] body) =>
            HMACSHA256.HashData(key, body).SequenceEqual(received); // pe-audit: expect
    }
}
