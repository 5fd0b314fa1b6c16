public class PagoEfectivoNotificacion : IHttpHandler
{
    public bool IsReusable => false;

    // receives: PagoEfectivoNotificacion.ProcessRequest
    public void ProcessRequest(HttpContext context)
    {
        using var reader = new StreamReader(context.Request.InputStream);
        var aviso = JsonConvert.DeserializeObject<Aviso>(reader.ReadToEnd());
        Pedidos.Pagar(aviso.data.cip);
        context.Response.Write("OK");
    }
}
