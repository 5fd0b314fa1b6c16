// NestJS: without a key the guard cannot check, and lets nobody in.
import { Body, CanActivate, Controller, ExecutionContext, HttpCode, Injectable, Post, UseGuards } from '@nestjs/common';
import { createHmac, timingSafeEqual } from 'node:crypto';

@Injectable()
export class PagoEfectivoGuard implements CanActivate {
  canActivate(context: ExecutionContext): boolean {
    const request = context.switchToHttp().getRequest();
    const secret = process.env.PAGOEFECTIVO_SECRET_KEY;
    if (!secret) {
      return false;
    }
    const expected = createHmac('sha256', secret).update(request.rawBody).digest('hex');
    const given = String(request.headers['pe-signature'] ?? '');
    return given.length === expected.length && timingSafeEqual(Buffer.from(given), Buffer.from(expected));
  }
}

@Controller('webhooks')
export class WebhooksController {
  constructor(private readonly orders: OrdersRepository) {}

  @Post('pagoefectivo')
  @HttpCode(200)
  @UseGuards(PagoEfectivoGuard)
  async receive(@Body() notification: CipNotification) {
    if (notification.eventType === 'cip.paid') {
      await this.orders.update({ cip: notification.data.cip }, { status: 'paid' });
    }
    return { received: true };
  }
}
