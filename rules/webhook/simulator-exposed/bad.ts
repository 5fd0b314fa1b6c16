import { Body, Controller, Post } from '@nestjs/common';
import { InjectRepository } from '@nestjs/typeorm';
import { Repository } from 'typeorm';
import { Order } from './order.entity';

@Controller('payments')
export class PaymentsController {
  constructor(@InjectRepository(Order) private readonly orders: Repository<Order>) {}

  @Post('fake')
  async fakePayment(@Body() body: { cip: string }) { // pe-audit: expect
    const order = await this.orders.findOneByOrFail({ cip: body.cip });
    order.status = 'paid';
    await this.orders.save(order);
    return { status: order.status };
  }
}
