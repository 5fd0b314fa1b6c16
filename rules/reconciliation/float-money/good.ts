import { Body, Controller, Post } from '@nestjs/common';
import Decimal from 'decimal.js';

@Controller('webhooks')
export class PagoEfectivoWebhookController {
  constructor(private readonly orders: OrderService) {}

  @Post('pagoefectivo')
  async onCipPaid(@Body() body: CipNotification): Promise<void> {
    const order = await this.orders.byCip(body.data.cip);
    const paidAmount = new Decimal(body.data.amount);
    if (paidAmount.eq(order.total) === false) {
      throw new BadRequestException('amount');
    }
    await this.orders.settle(order, body.operationNumber);
  }
}
