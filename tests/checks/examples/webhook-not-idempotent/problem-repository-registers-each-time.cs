public class PagosController : ApiController
{
    [HttpPost]
    [ValidarFirma]
    public IHttpActionResult NotificarPagoEfectivo(NotificacionCip aviso)
    {
        var repositorio = new RepositorioDePagos();
        repositorio.RegistrarPago(aviso.OperationNumber, aviso.Data.Cip, aviso.Data.Amount);
        return Ok();
    }
}
