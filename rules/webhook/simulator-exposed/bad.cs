using Microsoft.AspNetCore.Builder;
using Microsoft.EntityFrameworkCore;
using Tienda.Datos;

namespace Tienda.Pagos;

public static class PagosEndpoints
{
    public static void MapPagos(this WebApplication app)
    {
        app.MapPost("/pagos/simular/{cip}", async (string cip, TiendaContext db) => // pe-audit: expect
        {
            var pedido = await db.Pedidos.FirstAsync(p => p.Cip == cip);
            pedido.Estado = "pagado";
            await db.SaveChangesAsync();
            return Results.Ok(pedido.Estado);
        });
    }
}
