public class CulqiWebhook
{
    // receives: CulqiWebhook.Run at culqi/webhook
    [Function("CulqiWebhook")]
    public async Task<HttpResponseData> Run([HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "culqi/webhook")] HttpRequestData req)
    {
        var evento = await req.ReadFromJsonAsync<Evento>();
        await _pedidos.Pagar(evento.Data.Id);
        return req.CreateResponse(HttpStatusCode.OK);
    }
}
