[Route("notificaciones")]
public class NotificacionesController : Controller
{
    private readonly ApplicationDbContext _context;
    private readonly ICorreo _correo;

    [HttpPost("pagoefectivo")]
    [IgnoreAntiforgeryToken]
    public async Task<IActionResult> PagoEfectivo([FromBody] Notificacion aviso)
    {
        var pedido = await _context.Pedidos.FirstAsync(p => p.Cip == aviso.Data.Cip);
        switch (pedido.Estado)
        {
            case EstadoPedido.Pendiente:
                pedido.Estado = EstadoPedido.Pagado;
                _context.Movimientos.Add(new Movimiento(pedido.Id, aviso.Data.Amount));
                await _context.SaveChangesAsync();
                await _correo.EnviarRecibo(pedido);
                break;
            default:
                break;
        }
        return Ok();
    }
}
