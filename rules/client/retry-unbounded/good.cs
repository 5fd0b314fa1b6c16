using System;
using System.Net.Http;
using System.Net.Http.Json;
using System.Threading.Tasks;
using Polly;

namespace Tienda.Pagos
{
    public class PagoEfectivoClient
    {
        private readonly HttpClient _http;
        private readonly string _accessKey;

        public PagoEfectivoClient(HttpClient http, string accessKey) => (_http, _accessKey) = (http, accessKey);

        public Task<HttpResponseMessage> SearchAsync(object body)
        {
            var policy = Policy.Handle<HttpRequestException>()
                .WaitAndRetryAsync(4, n => TimeSpan.FromSeconds(Math.Pow(2, n)));
            return policy.ExecuteAsync(() => _http.PostAsJsonAsync("/v1/cips/search", body));
        }
    }
}
