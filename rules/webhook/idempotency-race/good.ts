// NestJS and TypeORM: only one of two updates finds the order unpaid.
import { Body, Controller, HttpCode, Post } from '@nestjs/common';

@Controller('webhooks')
export class WebhooksController {
  constructor(private readonly orders: OrderRepository, private readonly ledger: LedgerRepository) {}

  @Post('pagoefectivo')
  @HttpCode(200)
  async receive(@Body() notification: CipNotification) {
    const { cip, amount } = notification.data;
    const claimed = await this.orders.update({ cip, status: 'PENDING' }, { status: 'PAID' });
    if (claimed.affected !== 1) {
      return { received: true };
    }
    await this.ledger.insert({ cip, amount });
    return { received: true };
  }
}
