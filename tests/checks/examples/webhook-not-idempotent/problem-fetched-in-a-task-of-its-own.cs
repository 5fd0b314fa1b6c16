[Route("izipay")]
public class IzipayController : ControllerBase
{
    private readonly TiendaContext _db;

    [HttpPost("ipn")]
    public async Task<IActionResult> Ipn([FromForm] IpnForm form)
    {
        var answer = JsonSerializer.Deserialize<Answer>(form.KrAnswer);
        if (answer.OrderStatus != "PAID")
        {
            return Ok();
        }
        await Registrar(answer);
        return Ok();
    }

    private async Task Registrar(Answer answer)
    {
        var cliente = await _db.Clientes.FindAsync(answer.Customer.Reference);
        cliente.Saldo = cliente.Saldo + answer.OrderTotal;
        await _db.SaveChangesAsync();
    }
}
