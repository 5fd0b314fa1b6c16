app.MapPost("/pagoefectivo/webhook", async (HttpRequest request, ShopDb db, IMailer mailer) =>
{
    var notification = await request.ReadFromJsonAsync<CipPaid>();
    var changed = await db.Orders
        .Where(o => o.Cip == notification.Data.Cip && o.Status == OrderStatus.Pending)
        .ExecuteUpdateAsync(s => s.SetProperty(o => o.Status, OrderStatus.Paid));
    if (changed == 1)
    {
        db.Ledger.Add(new LedgerEntry(notification.OperationNumber, notification.Data.Amount));
        await db.SaveChangesAsync();
        await mailer.SendReceiptAsync(notification.Data.Cip);
    }
    return Results.Ok();
});
