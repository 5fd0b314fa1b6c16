using System.Configuration;
using System.IO;

namespace Tienda.Pagos
{
    public class GeneradorDeCip
    {
        private static readonly string PrivateKey = ConfigurationManager.AppSettings["PE_PRIVATEKEY"];

        public string Firmar(string xml)
        {
            using (var proxy = new WSCrypto())
            {
                return proxy.Signer(xml, File.ReadAllBytes(PrivateKey)); // pe-audit: expect
            }
        }

        public string Leer(string cifrado)
        {
            using (var proxy = new WSCrypto())
            {
                return proxy.DecryptText(cifrado, File.ReadAllBytes(PrivateKey)); // pe-audit: expect
            }
        }
    }
}
