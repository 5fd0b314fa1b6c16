namespace Tienda.Payments;

public sealed class PagoEfectivoClient(IConfiguration configuration)
{
    private readonly string _accessKey = configuration["PagoEfectivo:AccessKey"]!;
    private readonly string _secretKey = configuration["PagoEfectivo:SecretKey"]!;  // pe-audit: expect
}
