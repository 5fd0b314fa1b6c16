using System;
using System.IO;
using System.Security.Cryptography;
using System.Text;
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
        var huella = Convert.ToHexString(SHA256.HashData(Encoding.UTF8.GetBytes(body)));
        _logger.LogInformation("Notificación {Id}, SHA-256 {Huella}", HttpContext.TraceIdentifier, huella);
        if (!Firma.EsValida(body, Request.Headers["PE-Signature"], _options.SecretKey))
        {
            _logger.LogWarning("Firma no válida en {Id}", HttpContext.TraceIdentifier);
            return Unauthorized();
        }
        await _cobranza.Confirmar(JsonDocument.Parse(body));
        return Ok();
    }
}
