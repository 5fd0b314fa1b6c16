using System.Net.Http;

public sealed class PagoEfectivoClient
{
    private readonly HttpClient _http = new HttpClient  // pe-audit: expect
    {
        BaseAddress = new Uri("https://services.pagoefectivo.pe/v1/"),
    };

    public Task<HttpResponseMessage> CreateCip(HttpContent body) => _http.PostAsync("cips", body);
}
