import { Body, Controller, Headers, HttpCode, Post } from '@nestjs/common';
import { InjectRepository } from '@nestjs/typeorm';
import { Repository } from 'typeorm';
import { Mailer } from '../mail/mailer';
import { Movement } from './movement.entity';
import { Order } from './order.entity';
import { PagoEfectivoNotification } from './pagoefectivo.dto';

@Controller('pagoefectivo')
export class PagoEfectivoController {
  constructor(
    @InjectRepository(Order) private readonly orders: Repository<Order>,
    @InjectRepository(Movement) private readonly movements: Repository<Movement>,
    private readonly mailer: Mailer,
  ) {}

  @Post('notification')
  @HttpCode(200)
  async notification(@Body() body: PagoEfectivoNotification, @Headers('pe-signature') signature: string) {
    const order = await this.orders.findOneByOrFail({ cip: body.data.cip });
    await this.credit(order, body.data.amount, body.operationNumber); // pe-audit: expect
    return { received: true };
  }

  private async credit(order: Order, amount: number, operation: string): Promise<void> {
    order.status = 'paid';
    order.balance += amount;
    await this.orders.save(order);
    await this.movements.insert({ orderId: order.id, amount, operation });
    await this.mailer.send(order.email, 'payment-received');
  }
}
