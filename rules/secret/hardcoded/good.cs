using System.Configuration;
using System.Security.Cryptography;
using System.Text;

namespace Tienda.Pagos
{
    public class Firma
    {
        private const string SecretKeySetting = "PagoEfectivo:SecretKey";
        private readonly string _secretKey = ConfigurationManager.AppSettings["SecretKey"];
        private readonly string _connection = "Server=db;Database=Pagos;Integrated Security=True;";

        public byte[] Sign(byte[] body)
        {
            using var hmac = new HMACSHA256(Encoding.UTF8.GetBytes(_secretKey));
            return hmac.ComputeHash(body);
        }
    }
}
