// NestJS and TypeORM: the state is read, and then points are given.
import { Body, Controller, HttpCode, Post } from '@nestjs/common';

@Controller('webhooks')
export class WebhooksController {
  constructor(private readonly orders: OrderRepository, private readonly ledger: LedgerRepository) {}

  @Post('pagoefectivo')
  @HttpCode(200)
  async receive(@Body() notification: CipNotification) {
    const order = await this.orders.findOneByOrFail({ cip: notification.data.cip });
    if (order.status === 'PAID') {
      return { received: true };
    }
    order.status = 'PAID';
    await this.orders.save(order);
    await this.ledger.insert({ orderId: order.id, amount: order.total }); // pe-audit: expect
    return { received: true };
  }
}
