using Microsoft.AspNetCore.Mvc;

[ApiController]
public class PagoEfectivoController : ControllerBase
{
    [HttpPost("/webhooks/pagoefectivo")]
    public IActionResult Notified([FromBody] byte[] body)
    {
        var signature = Request.Headers["X-Signature"].ToString();
        var sent = Request.Headers["X-Date"].ToString();
        return Signature.Verify(body, signature, sent) ? Ok() : Unauthorized();
    }
}
