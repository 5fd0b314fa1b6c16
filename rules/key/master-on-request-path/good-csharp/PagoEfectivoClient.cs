using System.Net.Http;

public sealed class PagoEfectivoClient(HttpClient http, string secretKey)
{
    public async Task<HttpResponseMessage> CreateCip(HttpContent body)
    {
        var request = new HttpRequestMessage(HttpMethod.Post, "cips") { Content = body };
        request.Headers.Add("X-Api-Key", await AccessToken());
        return await http.SendAsync(request);
    }
}
