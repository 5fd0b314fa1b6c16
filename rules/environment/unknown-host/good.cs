namespace BodegaAndina.Pagos
{
    public class PagoEfectivoOptions
    {
        public string BaseUrl { get; set; } = "https://services.pagoefectivo.pe/";
        public string Sandbox { get; set; } = "https://pre1a.services.pagoefectivo.pe/";
    }
}
