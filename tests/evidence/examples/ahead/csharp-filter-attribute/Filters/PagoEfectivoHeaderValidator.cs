public class PagoEfectivoHeaderValidatorAttribute : ActionFilterAttribute
{
    public override void OnActionExecuting(HttpActionContext context)
    {
        if (!Genuine(context.Request))
        {
            throw new AuthenticationException("signature");
        }
    }
}
