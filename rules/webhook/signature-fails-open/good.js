// Fastify: no header, no settlement.
const crypto = require('crypto');

module.exports = async function (fastify) {
  fastify.post('/notificaciones/pagoefectivo', async (request, reply) => {
    const signature = request.headers['pe-signature'];
    const expected = crypto
      .createHmac('sha256', process.env.PAGOEFECTIVO_SECRET_KEY)
      .update(request.rawBody)
      .digest('hex');

    if (!signature || signature !== expected) {
      return reply.code(401).send();
    }

    const { eventType, operationNumber, data } = request.body;
    if (eventType === 'cip.paid') {
      await fastify.db.pedidos.updateOne({ cip: data.cip }, { $set: { estado: 'pagado', operationNumber } });
    }
    return reply.code(200).send();
  });
};
