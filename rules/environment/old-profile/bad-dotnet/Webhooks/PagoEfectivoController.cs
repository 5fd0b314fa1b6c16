using Microsoft.AspNetCore.Mvc;

[ApiController]
public class PagoEfectivoController : ControllerBase
{
    [HttpPost("/webhooks/pagoefectivo")]
    public IActionResult Notified([FromBody] byte[] body)
    {
        var signature = Request.Headers["PE-Signature"].ToString(); // pe-audit: expect
        return Signature.Verify(body, signature) ? Ok() : Unauthorized();
    }
}
