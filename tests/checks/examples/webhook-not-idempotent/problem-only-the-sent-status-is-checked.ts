import { Controller, Post, Req, Res } from '@nestjs/common';
import { Request, Response } from 'express';
import { SalesRepository } from './sales.repository';
import { TicketService } from './ticket.service';

@Controller('payments')
export class PaymentsController {
  constructor(private readonly sales: SalesRepository, private readonly tickets: TicketService) {}

  @Post('webhook')
  async receive(@Req() req: Request, @Res() res: Response) {
    const { eventType, data } = req.body;
    if (eventType !== 'cip.paid' || data.status !== 'PAID') {
      return res.status(200).send();
    }
    const sale = await this.sales.findByCip(data.cip);
    if (!sale) {
      return res.status(404).send();
    }
    sale.paymentStatus = 'PAID';
    await this.sales.save(sale);
    await this.tickets.createTicket({ saleId: sale.id, email: sale.email });
    return res.status(200).send();
  }
}
