[ApiController]
public class StripeWebhookController : ControllerBase
{
    private readonly ShopDb _db;
    private readonly IFulfilment _fulfilment;

    [HttpPost("/webhooks/stripe")]
    public async Task<IActionResult> Post()
    {
        var json = await new StreamReader(Request.Body).ReadToEndAsync();
        var stripeEvent = EventUtility.ConstructEvent(json, Request.Headers["Stripe-Signature"], _secret);
        _db.ProcessedEvents.Add(new ProcessedEvent { Id = stripeEvent.Id });
        try
        {
            await _db.SaveChangesAsync();
        }
        catch (DbUpdateException)
        {
            return Ok();
        }
        var session = (Session)stripeEvent.Data.Object;
        var order = await _db.Orders.FindAsync(session.ClientReferenceId);
        order.Status = "paid";
        await _db.SaveChangesAsync();
        await _fulfilment.ShipAsync(order);
        return Ok();
    }
}
