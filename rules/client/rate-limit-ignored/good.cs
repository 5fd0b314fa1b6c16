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
            IRestResponse response = client.Execute(request);
            if ((int)response.StatusCode == 429) throw new GatewayBusyException(response.Headers);
            return response.Content;
        }
    }
}
