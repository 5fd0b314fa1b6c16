module.exports = async function (fastify) {
  // receives: handler at /webhooks/mercadopago
  fastify.route({
    method: 'POST',
    url: '/webhooks/mercadopago',
    handler: async (request, reply) => {
      await fastify.orders.settle(request.body.data.id);
      return reply.code(200).send();
    },
  });
};
