using System.Net.Http;
using System.Security.Cryptography.X509Certificates;

public sealed class PagoEfectivoClient
{
    private readonly HttpClient _http;

    public PagoEfectivoClient(X509Certificate2 pair)
    {
        var handler = new HttpClientHandler();
        handler.ClientCertificates.Add(pair);
        _http = new HttpClient(handler) { BaseAddress = new Uri("https://services.pagoefectivo.pe/v1/") };
    }

    public Task<HttpResponseMessage> CreateCip(HttpContent body) => _http.PostAsync("cips", body);
}
