public class SignatureMiddleware
{
    public async Task InvokeAsync(HttpContext context)
    {
        if (!await Genuine(context.Request))
        {
            context.Response.StatusCode = 401;
            return;
        }
        await _next(context);
    }
}
