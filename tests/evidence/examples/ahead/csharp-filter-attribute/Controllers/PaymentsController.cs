public class PaymentsController : ApiController
{
    // before: OnActionExecuting
    // unresolved: RequireTls
    [HttpPost]
    [RequireTls]
    [PagoEfectivoHeaderValidator]
    public object Post(CipPaid notice)
    {
        repository.Pay(notice.OperationNumber, notice.Data.Cip);
        return new { message = "OK" };
    }
}
