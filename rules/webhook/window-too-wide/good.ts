// NestJS: the difference without its sign, and a missing time (NaN) is refused.
import { CanActivate, ExecutionContext, Injectable } from '@nestjs/common';
import { createHmac, timingSafeEqual } from 'node:crypto';

@Injectable()
export class PagoEfectivoGuard implements CanActivate {
  canActivate(context: ExecutionContext): boolean {
    const request = context.switchToHttp().getRequest();
    const sentAt = Number(request.headers['x-timestamp']);
    const now = Math.floor(Date.now() / 1000);
    if (!(Math.abs(now - sentAt) <= 300)) {
      return false;
    }
    const expected = createHmac('sha256', process.env.PAGOEFECTIVO_WEBHOOK_KEY!)
      .update(`${sentAt}.${request.rawBody}`)
      .digest();
    const signature = Buffer.from(request.headers['x-signature'] ?? '', 'hex');
    return signature.length === expected.length && timingSafeEqual(signature, expected);
  }
}
