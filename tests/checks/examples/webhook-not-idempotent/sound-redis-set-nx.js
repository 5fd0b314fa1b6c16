const app = require('fastify')();
const redis = require('./redis');
const { markPaid, shipOrder } = require('./orders');

app.post('/webhooks/pagoefectivo', async (request, reply) => {
  const { operationNumber, data } = request.body;
  const first = await redis.set(`pe:${operationNumber}`, '1', 'EX', 60 * 60 * 24 * 30, 'NX');
  if (!first) {
    return reply.code(200).send();
  }
  await markPaid(data.cip);
  await shipOrder(data.cip);
  return reply.code(200).send();
});
