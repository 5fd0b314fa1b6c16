[ApiController]
[Route("webhook")]
[ServiceFilter(typeof(SignatureFilter))]
public class WebhookController : ControllerBase
{
    // before: OnActionExecutionAsync
    [HttpPost("niubiz")]
    public async Task<IActionResult> Niubiz([FromBody] Notice notice)
    {
        await _orders.Pay(notice.PurchaseNumber);
        return Ok();
    }
}
