// NestJS: a negative age, a date far in the future, is not over five minutes.
import { CanActivate, ExecutionContext, Injectable } from '@nestjs/common';
import { createHmac, timingSafeEqual } from 'node:crypto';

@Injectable()
export class PagoEfectivoGuard implements CanActivate {
  canActivate(context: ExecutionContext): boolean {
    const request = context.switchToHttp().getRequest();
    const sentAt = Number(request.headers['x-timestamp']);
    const now = Math.floor(Date.now() / 1000);
    if (now - sentAt > 300) { // pe-audit: expect
      return false;
    }
    const expected = createHmac('sha256', process.env.PAGOEFECTIVO_WEBHOOK_KEY!)
      .update(`${sentAt}.${request.rawBody}`)
      .digest();
    const signature = Buffer.from(request.headers['x-signature'] ?? '', 'hex');
    return signature.length === expected.length && timingSafeEqual(signature, expected);
  }
}
