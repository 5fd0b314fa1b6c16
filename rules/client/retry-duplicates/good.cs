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

        public Task<HttpResponseMessage> CreateCipAsync(Order order)
        {
            var policy = Policy.Handle<HttpRequestException>()
                .WaitAndRetryAsync(3, n => TimeSpan.FromSeconds(Math.Pow(2, n)));
            return policy.ExecuteAsync(() => SendAsync(order));
        }

        private Task<HttpResponseMessage> SendAsync(Order order)
        {
            var body = new CipRequest
            {
                Currency = "PEN",
                Amount = order.Total,
                TransactionCode = order.Code,
            };
            return _http.PostAsJsonAsync("https://services.pagoefectivo.pe/v1/cips", body);
        }
    }
}
