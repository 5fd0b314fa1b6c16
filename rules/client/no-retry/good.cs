using Polly;
using RestSharp;

namespace Tienda.Pagos
{
    public class PagoEfectivoGateway
    {
        private readonly PagoEfectivoSettings _settings;

        public PagoEfectivoGateway(PagoEfectivoSettings settings) => _settings = settings;

        public string Authorize(AuthorizationRequest body)
        {
            var client = new RestClient(_settings.ApiPrd + "/v1/authorizations");
            client.Timeout = 20_000;
            var request = new RestRequest(Method.POST);
            request.AddJsonBody(new { accessKey = _settings.AccessKey, hashString = body.Hash });
            var policy = Policy.HandleResult<IRestResponse>(r => (int)r.StatusCode >= 500)
                .WaitAndRetry(3, attempt => TimeSpan.FromMilliseconds(500 * Math.Pow(2, attempt)));
            IRestResponse response = policy.Execute(() => client.Execute(request));
            return response.Content;
        }
    }
}
