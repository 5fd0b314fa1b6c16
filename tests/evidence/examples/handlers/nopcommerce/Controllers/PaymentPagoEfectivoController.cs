public class PaymentPagoEfectivoController : BasePaymentController
{
    // receives: PaymentPagoEfectivoController.AutomaticNotification at Plugins/PaymentPagoEfectivo/AutomaticNotification
    [HttpPost]
    public async Task<IActionResult> AutomaticNotification()
    {
        using var stream = new StreamReader(Request.Body);
        var notice = JsonConvert.DeserializeObject<CipNotice>(await stream.ReadToEndAsync());
        await _orderProcessingService.MarkOrderAsPaidAsync(await _orderService.GetOrderByCustomOrderNumberAsync(notice.Data.TransactionCode));
        return Ok();
    }
}
