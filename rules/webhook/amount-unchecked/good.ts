// Fastify and Prisma: a wrong sum is an error, and somebody looks at it.
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
      if (!order.total.equals(data.amount) || order.currency !== data.currency) {
        throw new Error(`CIP ${data.cip}: paid is not what is owed`);
      }
      await prisma.order.update({
        where: { id: order.id },
        data: { status: 'PAID', operationNumber, paidAmount: data.amount },
      });
    }
    return reply.code(200).send();
  });
}
