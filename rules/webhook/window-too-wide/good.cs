// ASP.NET Core: five minutes.
using System;
using System.Security.Cryptography;
using System.Text;

namespace Tienda.Pagos
{
    public class SignatureVerifier
    {
        private static readonly TimeSpan Tolerance = TimeSpan.FromMinutes(5);
        private readonly byte[] key;

        public SignatureVerifier(byte[] key) => this.key = key;

        public bool IsGenuine(string body, string signature, string date)
        {
            var sent = DateTimeOffset.Parse(date);
            if ((DateTimeOffset.UtcNow - sent).Duration() > Tolerance)
            {
                return false;
            }
            var expected = HMACSHA256.HashData(key, Encoding.UTF8.GetBytes(date + "." + body));
            return CryptographicOperations.FixedTimeEquals(expected, Convert.FromHexString(signature));
        }
    }
}
