import { createHmac, timingSafeEqual } from 'node:crypto';
import { Controller, ForbiddenException, Headers, Post, RawBodyRequest, Req } from '@nestjs/common';
import { PaymentsService } from './payments.service';

@Controller('notifications')
export class NotificationsController {
  constructor(private readonly payments: PaymentsService, private readonly secretKey: string) {}

  @Post('pagoefectivo')
  async receive(@Req() request: RawBodyRequest<Request>, @Headers('pe-signature') signature: string): Promise<void> {
    const expected = createHmac('sha256', this.secretKey).update(request.rawBody!).digest();
    const received = Buffer.from(signature ?? '', 'hex');
    if (received.length !== expected.length || !timingSafeEqual(received, expected)) {
      throw new ForbiddenException();
    }
    await this.payments.settle(request.rawBody!.toString());
  }
}
