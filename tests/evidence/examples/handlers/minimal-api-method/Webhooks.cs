public static class Webhooks
{
    public static void Map(WebApplication app)
    {
        app.MapPost("/niubiz/callback", RecibirAsync);
    }

    // receives: Webhooks.RecibirAsync at /niubiz/callback
    private static async Task<IResult> RecibirAsync(HttpRequest request, Tienda db)
    {
        var aviso = await request.ReadFromJsonAsync<AvisoNiubiz>();
        await db.Pedidos.Where(p => p.Numero == aviso.PurchaseNumber).ExecuteUpdateAsync(p => p.SetProperty(x => x.Estado, "pagado"));
        return Results.Ok();
    }
}
