import { Request, Response } from 'express';

export class PaymentController {
  constructor(private readonly orders: OrderRepository) {}

  // receives: PaymentController.receive at /payments/notifications
  receive = async (req: Request, res: Response): Promise<void> => {
    await this.orders.markPaid(req.body.transactionCode);
    res.sendStatus(200);
  };
}
