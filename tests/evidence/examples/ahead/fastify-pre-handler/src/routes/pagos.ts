import { verificar } from '../hooks/verificar';

export default async function (fastify: FastifyInstance) {
  // before: verificar
  fastify.post('/webhooks/niubiz', { schema: avisoSchema, preHandler: [verificar] }, async (request, reply) => {
    await ventas.pagar(request.body.purchaseNumber);
    return reply.send();
  });
}
