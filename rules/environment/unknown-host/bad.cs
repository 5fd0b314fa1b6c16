namespace BodegaAndina.Pagos
{
    public class PagoEfectivoOptions
    {
        public string BaseUrl { get; set; } = "https://rest.pagoefectivo.pe/"; // pe-audit: expect
    }
}
