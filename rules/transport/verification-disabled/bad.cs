using System.Net;
using System.Net.Http;
using System.Net.Security;
using System.Threading.Tasks;

namespace Shop.Payments
{
    public class GatewayClient
    {
        private readonly HttpClient client = new HttpClient(new HttpClientHandler
        {
            ServerCertificateCustomValidationCallback = (message, certificate, chain, errors) => true // pe-audit: expect
        });

        static GatewayClient()
        {
            ServicePointManager.ServerCertificateValidationCallback += delegate { return true; }; // pe-audit: expect
        }

        private static HttpClientHandler Relaxed() => new HttpClientHandler
        {
            ServerCertificateCustomValidationCallback =
                HttpClientHandler.DangerousAcceptAnyServerCertificateValidator // pe-audit: expect
        };

        public Task<HttpResponseMessage> CreateCip(HttpContent order) =>
            client.PostAsync("https://services.pagoefectivo.pe/v1/cips", order);
    }
}
