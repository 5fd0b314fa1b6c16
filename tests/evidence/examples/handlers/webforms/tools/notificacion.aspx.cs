public partial class tools_notificacion : System.Web.UI.Page
{
    // receives: tools_notificacion.Page_Load
    protected void Page_Load(object sender, EventArgs e)
    {
        var pago = new PagoEfectivo().Desencriptar(Request.Params["data"]);
        if (pago.Estado == 593)
        {
            Ventas.Confirmar(pago.CodTrans);
        }
    }
}
