using System.IO;
using System.Text.Json;
using System.Threading.Tasks;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.Logging;

namespace Tienda.Pagos;

[ApiController]
[Route("api/pagoefectivo")]
public class PagoEfectivoController : ControllerBase
{
    private readonly ILogger<PagoEfectivoController> _logger;
    private readonly PagoEfectivoOptions _options;
    private readonly ICobranza _cobranza;

    [HttpPost("notificacion")]
    public async Task<IActionResult> Notificacion()
    {
        using var reader = new StreamReader(Request.Body);
        var body = await reader.ReadToEndAsync();
        _logger.LogInformation("Notificación recibida: {Body}", body); // pe-audit: expect
        if (!Firma.EsValida(body, Request.Headers["PE-Signature"], _options.SecretKey))
        {
            _logger.LogWarning("Firma {Firma} no válida para la clave {Clave}", Request.Headers["PE-Signature"], _options.SecretKey); // pe-audit: expect
            return Unauthorized();
        }
        await _cobranza.Confirmar(JsonDocument.Parse(body));
        return Ok();
    }
}
