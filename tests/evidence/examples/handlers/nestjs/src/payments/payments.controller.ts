import { Body, Controller, Get, Headers, Post } from '@nestjs/common';

@Controller('payments')
export class PaymentsController {
  constructor(private readonly payments: PaymentsService) {}

  @Get(':id')
  one(@Param('id') id: string) {
    return this.payments.find(id);
  }

  // receives: PaymentsController.onNotification at payments/pagoefectivo/notifications
  @Post('pagoefectivo/notifications')
  async onNotification(@Body() dto: NotificationDto, @Headers('pe-signature') signature: string) {
    await this.payments.settle(dto, signature);
    return 'OK';
  }
}
