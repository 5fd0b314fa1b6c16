import { Body, Controller, Post } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { Order } from './order.entity';
import { Mailer } from './mailer';

@Controller('pagoefectivo')
export class CipController {
  constructor(private readonly source: DataSource, private readonly mailer: Mailer) {}

  @Post('notify')
  async notify(@Body() dto: CipPaidDto) {
    if (!(await this.claim(dto.operationNumber))) {
      return 'OK';
    }
    const order = await this.source.manager.findOneByOrFail(Order, { cip: dto.data.cip });
    order.status = 'paid';
    await this.source.manager.save(order);
    await this.mailer.sendReceipt(order);
    return 'OK';
  }

  private async claim(operation: string): Promise<boolean> {
    const result = await this.source.createQueryBuilder().insert().into('notification').values({ operation }).orIgnore().execute();
    return result.raw.affectedRows === 1;
  }
}
