namespace BodegaAndina.Pagos
{
    public class PagoEfectivoSettings
    {
        public bool UseSandbox { get; set; }
        public string ApiDev { get; set; } = "https://pre1a.services.pagoefectivo.pe/";
        public string ApiPrd { get; set; } = "https://services.pagoefectivo.pe/";

        public string Url => UseSandbox ? "https://pre1a.services.pagoefectivo.pe/" : ApiPrd;
    }
}
