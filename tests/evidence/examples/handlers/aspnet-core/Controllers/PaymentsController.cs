[ApiController]
[Route("api/payments")]
public class PaymentsController : ControllerBase
{
    [HttpGet("{id}")]
    public async Task<IActionResult> Get(int id) => Ok(await _orders.Find(id));

    // receives: PaymentsController.Receive at api/payments/pagoefectivo/webhook
    [HttpPost("pagoefectivo/webhook")]
    public async Task<IActionResult> Receive([FromBody] CipPaid notice)
    {
        await _orders.MarkPaid(notice.Data.Cip);
        return Ok();
    }
}
