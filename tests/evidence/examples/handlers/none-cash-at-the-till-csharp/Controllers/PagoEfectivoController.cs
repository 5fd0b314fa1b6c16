[Authorize]
public class PagoEfectivoController : Controller
{
    [HttpPost]
    public async Task<IActionResult> Registrar(int ventaId, decimal monto)
    {
        var venta = await _db.Ventas.FindAsync(ventaId);
        venta.Pagado = true;
        await _db.SaveChangesAsync();
        return RedirectToAction("Index");
    }
}
