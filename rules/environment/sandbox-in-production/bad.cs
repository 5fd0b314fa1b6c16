namespace BodegaAndina.Pagos
{
    public class PagoEfectivoSettings
    {
        public PagoEfectivoSettings(IConfiguration configuration)
        {
            Url = configuration["PagoEfectivo:Url"] ?? "https://pre1a.services.pagoefectivo.pe/"; // pe-audit: expect
            Page = configuration.GetValue("PagoEfectivo:Page", "https://pre1a.payment.pagoefectivo.pe/"); // pe-audit: expect
        }

        public string Url { get; }
        public string Page { get; }
    }
}
