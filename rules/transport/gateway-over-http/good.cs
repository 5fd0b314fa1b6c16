namespace BodegaAndina.Pagos
{
    public class PagoEfectivoService
    {
        //this.Url = "http://pre.pagoefectivo.pe/PagoEfectivoWSGeneralv2/service.asmx";
        private readonly RestClient client = new RestClient("https://services.pagoefectivo.pe/");
    }
}
