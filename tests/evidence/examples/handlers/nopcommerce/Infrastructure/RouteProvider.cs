public partial class RouteProvider : IRouteProvider
{
    public void RegisterRoutes(IEndpointRouteBuilder endpointRouteBuilder)
    {
        endpointRouteBuilder.MapControllerRoute("Plugin.Payments.PagoEfectivo.Notification", "Plugins/PaymentPagoEfectivo/AutomaticNotification",
            new { controller = "PaymentPagoEfectivo", action = "AutomaticNotification" });
    }
}
