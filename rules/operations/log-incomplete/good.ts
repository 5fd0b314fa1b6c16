import { createHash } from 'crypto';
import { Controller, HttpCode, Logger, Post, RawBodyRequest, Req } from '@nestjs/common';
import { Request } from 'express';
import { OrdersRepository } from './orders.repository';

@Controller('pagoefectivo')
export class PagoEfectivoController {
  private readonly logger = new Logger(PagoEfectivoController.name);

  constructor(private readonly ordersRepository: OrdersRepository) {}

  @Post('notification')
  @HttpCode(200)
  async notification(@Req() req: RawBodyRequest<Request>) {
    this.logger.log({
      traceId: req.get('X-Trace-Id'),
      operationNumber: req.body.operationNumber,
      digest: createHash('sha256').update(req.rawBody).digest('hex'),
    });
    const order = await this.ordersRepository.findOneByOrFail({ cip: req.body.data.cip });
    order.status = 'paid';
    await this.ordersRepository.save(order);
  }
}
