var app = builder.Build();

app.MapGet("/pedidos/{id}", async (int id, Tienda db) => await db.Pedidos.FindAsync(id));

// receives: /webhooks/culqi at /webhooks/culqi
app.MapPost("/webhooks/culqi", async (EventoCulqi evento, Tienda db) =>
{
    var pedido = await db.Pedidos.FindAsync(evento.Data.Metadata.Pedido);
    pedido.Estado = "pagado";
    await db.SaveChangesAsync();
    return Results.Ok();
});
