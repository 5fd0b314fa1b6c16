using System.Net;
using System.Security.Cryptography;
using System.Text;

namespace Tienda.Pagos
{
    public class Firma
    {
        private const string SecretKey = "qwGJspqTSFVFbUl33u2DlOGOAWK1z1kqjkck/Zf5"; // pe-audit: expect
        private readonly string _connection = "Server=db;Database=Pagos;User ID=sa;Password=Huascaran6768;"; // pe-audit: expect

        private readonly NetworkCredential _mail = new NetworkCredential("ventas@tienda.example", "Verano#2025!mail"); // pe-audit: expect

        public byte[] Sign(byte[] body)
        {
            using var hmac = new HMACSHA256(Encoding.UTF8.GetBytes("avisos-tienda-andina-2025")); // pe-audit: expect
            return hmac.ComputeHash(body);
        }
    }
}
