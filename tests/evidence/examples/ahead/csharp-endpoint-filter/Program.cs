var app = builder.Build();

// before: InvokeAsync
app.MapPost("/webhooks/culqi", async (EventoCulqi evento, Tienda db) =>
{
    await db.Pagar(evento.Data.Metadata.Pedido);
    return Results.Ok();
}).AddEndpointFilter<FirmaFilter>();

public class FirmaFilter : IEndpointFilter
{
    public async ValueTask<object> InvokeAsync(EndpointFilterInvocationContext context, EndpointFilterDelegate next)
    {
        return await Valida(context.HttpContext.Request) ? await next(context) : Results.Unauthorized();
    }
}
