public class NotificacionController : ApiController
{
    // receives: NotificacionController.Post
    [HttpPost]
    public IHttpActionResult Post(AvisoPagoEfectivo aviso)
    {
        repositorio.RegistrarPago(aviso.OperationNumber, aviso.Data.Cip);
        return Ok();
    }
}
