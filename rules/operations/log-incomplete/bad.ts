import { Body, Controller, HttpCode, Post } from '@nestjs/common';
import { OrdersRepository } from './orders.repository';

@Controller('pagoefectivo')
export class PagoEfectivoController {
  constructor(private readonly ordersRepository: OrdersRepository) {}

  @Post('notification')
  @HttpCode(200)
  async notification(@Body() body: { operationNumber: string; data: { cip: string } }) { // pe-audit: expect
    const order = await this.ordersRepository.findOneByOrFail({ cip: body.data.cip });
    order.status = 'paid';
    await this.ordersRepository.save(order);
  }
}
