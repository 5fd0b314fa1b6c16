import { Body, ConflictException, Controller, Post } from '@nestjs/common';
import { PrismaService } from '../prisma.service';

@Controller('kushki')
export class KushkiController {
  constructor(private readonly prisma: PrismaService) {}

  @Post('webhook')
  async webhook(@Body() body: KushkiWebhook) {
    await this.refuseKnown(body.ticketNumber);
    await this.prisma.payment.create({ data: { ticket: body.ticketNumber, amount: body.approvedAmount } });
    await this.prisma.wallet.update({
      where: { id: body.metadata.wallet },
      data: { balance: { increment: body.approvedAmount } },
    });
    return {};
  }

  private async refuseKnown(ticket: string): Promise<void> {
    const payment = await this.prisma.payment.findUnique({ where: { ticket } });
    if (payment) {
      throw new ConflictException();
    }
  }
}
