// NestJS and Prisma: updateMany() finds it only while it is pending.
import { Controller, Headers, HttpCode, Post, RawBodyRequest, Req, UnauthorizedException } from '@nestjs/common';
import { createHmac, timingSafeEqual } from 'node:crypto';
import { Request } from 'express';
import { PrismaService } from '../prisma.service';

@Controller('webhooks')
export class PagoEfectivoController {
  constructor(private readonly prisma: PrismaService) {}

  @Post('pagoefectivo')
  @HttpCode(200)
  async notificacion(@Req() req: RawBodyRequest<Request>, @Headers('pe-signature') signature = '') {
    const expected = createHmac('sha256', process.env.PAGOEFECTIVO_SECRET_KEY!).update(req.rawBody!).digest();
    const given = Buffer.from(signature, 'hex');
    if (given.length !== expected.length || !timingSafeEqual(given, expected)) {
      throw new UnauthorizedException();
    }
    if (req.body.eventType === 'cip.paid') {
      await this.prisma.order.updateMany({ where: { cip: req.body.data.cip, status: 'PENDING' }, data: { status: 'PAID' } });
    }
  }
}
