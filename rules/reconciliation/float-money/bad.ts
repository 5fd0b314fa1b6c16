import { Body, Controller, Post } from '@nestjs/common';

@Controller('webhooks')
export class PagoEfectivoWebhookController {
  constructor(private readonly orders: OrderService) {}

  @Post('pagoefectivo')
  async onCipPaid(@Body() body: CipNotification): Promise<void> {
    const order = await this.orders.byCip(body.data.cip);
    if (Number(body.data.amount) !== Number(order.total)) { // pe-audit: expect
      throw new BadRequestException('amount');
    }
    await this.orders.settle(order, body.operationNumber);
  }
}
