using System.Threading.Tasks;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;

namespace Tienda.Controllers
{
    [ApiController]
    [Route("api/pagoefectivo")]
    public class PagoEfectivoController : ControllerBase
    {
        private readonly ShopContext _db;
        private readonly IReceiptMailer _mailer;

        public PagoEfectivoController(ShopContext db, IReceiptMailer mailer)
        {
            _db = db;
            _mailer = mailer;
        }

        [HttpPost("notification")]
        public async Task<IActionResult> Notification([FromBody] CipNotification notification)
        {
            var known = await _db.Payments.AnyAsync(p => p.Operation == notification.OperationNumber);
            if (known)
            {
                return Ok();
            }
            var order = await _db.Orders.SingleAsync(o => o.Cip == notification.Data.Cip);
            order.Status = OrderStatus.Paid;
            order.PaidAmount += notification.Data.Amount;
            _db.Payments.Add(new Payment { OrderId = order.Id, Operation = notification.OperationNumber });
            await _db.SaveChangesAsync();
            await _mailer.SendReceiptAsync(order);
            return Ok();
        }
    }
}
