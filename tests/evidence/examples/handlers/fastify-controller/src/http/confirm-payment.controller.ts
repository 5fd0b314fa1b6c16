import { FastifyReply, FastifyRequest } from 'fastify';

export class ConfirmPaymentController {
  constructor(private useCase: ConfirmPayment) {}

  // receives: ConfirmPaymentController.handle
  async handle(req: FastifyRequest, reply: FastifyReply) {
    const signature = req.headers['pe-signature'] as string;
    await this.useCase.execute({ body: req.body, signature });
    return reply.status(200).send();
  }
}
