public class PaymentNotifiedConsumer : IConsumer<PaymentNotified>
{
    // receives: PaymentNotifiedConsumer.Consume
    public async Task Consume(ConsumeContext<PaymentNotified> context)
    {
        var order = await _db.Orders.FindAsync(context.Message.OrderId);
        order.Status = "paid";
        await _db.SaveChangesAsync();
    }
}
