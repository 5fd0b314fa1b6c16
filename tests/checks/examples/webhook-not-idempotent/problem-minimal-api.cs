var builder = WebApplication.CreateBuilder(args);
builder.Services.AddDbContext<Tienda>();
var app = builder.Build();

app.MapPost("/webhooks/pagoefectivo", async (CipNotification aviso, Tienda db, ICorreo correo) =>
{
    var pedido = await db.Pedidos.FirstOrDefaultAsync(p => p.Cip == aviso.Data.Cip);
    if (pedido is null) return Results.NotFound();

    pedido.Estado = "Pagado";
    pedido.Producto.Stock -= pedido.Cantidad;
    db.Movimientos.Add(new Movimiento(pedido.Id, aviso.Data.Amount));
    await db.SaveChangesAsync();
    await correo.EnviarAsync(pedido.Correo, "Pago recibido");
    return Results.Ok();
});

app.Run();
