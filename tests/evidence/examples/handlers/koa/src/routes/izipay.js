const Router = require('@koa/router');
const router = new Router({ prefix: '/izipay' });

// receives: /izipay/ipn at /izipay/ipn
router.post('/ipn', async (ctx) => {
  const answer = JSON.parse(ctx.request.body['kr-answer']);
  await ctx.db('pedidos').where({ id: answer.orderDetails.orderId }).update({ estado: 'pagado' });
  ctx.status = 200;
});
