using System.Net.Http;
using System.Net.Security;
using System.Threading.Tasks;

namespace Shop.Payments
{
    public class GatewayClient
    {
        private readonly HttpClient client = new HttpClient(new HttpClientHandler
        {
            ServerCertificateCustomValidationCallback = (message, certificate, chain, errors) =>
                errors == SslPolicyErrors.None && certificate.GetCertHashString() == Pins.Gateway
        });

        public Task<HttpResponseMessage> CreateCip(HttpContent order) =>
            client.PostAsync("https://services.pagoefectivo.pe/v1/cips", order);
    }
}
