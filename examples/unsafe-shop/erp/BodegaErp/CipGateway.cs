using System.Configuration;
using System.Net.Http;
using System.Threading.Tasks;

namespace BodegaErp
{
    public class CipGateway
    {
        private readonly HttpClient client;

        public CipGateway()
        {
            var handler = new HttpClientHandler
            {
                ServerCertificateCustomValidationCallback = (message, certificate, chain, errors) => true
            };
            client = new HttpClient(handler);
        }

        public Task<string> Search(string cip)
        {
            return client.GetStringAsync(ConfigurationManager.AppSettings["PE_SERVER"] + "cips/" + cip);
        }
    }
}
