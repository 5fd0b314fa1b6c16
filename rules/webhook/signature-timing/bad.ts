import { createHmac } from 'node:crypto';
import { Controller, ForbiddenException, Headers, Post, RawBodyRequest, Req } from '@nestjs/common';
import { PaymentsService } from './payments.service';

@Controller('notifications')
export class NotificationsController {
  constructor(private readonly payments: PaymentsService, private readonly secretKey: string) {}

  @Post('pagoefectivo')
  async receive(@Req() request: RawBodyRequest<Request>, @Headers('pe-signature') signature: string): Promise<void> {
    const mac = createHmac('sha256', this.secretKey).update(request.rawBody!);
    const expected: string = mac.digest('hex');
    const genuine = signature.toLowerCase() === expected; // pe-audit: expect
    if (!genuine) {
      throw new ForbiddenException();
    }
    await this.payments.settle(request.rawBody!.toString());
  }
}
