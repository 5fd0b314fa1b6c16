import { SignatureGuard } from './signature.guard';

@Controller('payments')
export class PaymentsController {
  // before: canActivate
  @Post('webhook')
  @UseGuards(SignatureGuard)
  async receive(@Body() notice: Notice) {
    await this.orders.settle(notice.data.cip);
  }
}
