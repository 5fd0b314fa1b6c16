namespace BodegaAndina.Pagos
{
    public class PagoEfectivoService
    {
        private readonly RestClient client = new RestClient("http://services.pagoefectivo.pe/"); // pe-audit: expect
    }
}
