[Route("webhook/culqi")]
public class CulqiController : ControllerBase
{
    // before: InvokeAsync
    [HttpPost]
    public async Task<IActionResult> Receive([FromBody] Evento evento)
    {
        await _pedidos.Pagar(evento.Data.Id);
        return Ok();
    }
}
