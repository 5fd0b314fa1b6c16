// Express, Mercado Pago: what was signed more than five minutes ago is refused.
const crypto = require('crypto');
const express = require('express');
const { Order } = require('./models');

const router = express.Router();

router.post('/webhooks/mercadopago', express.json(), async (req, res) => {
  const parts = Object.fromEntries(req.get('x-signature').split(',').map((part) => part.trim().split('=')));
  const manifest = `id:${req.query['data.id']};request-id:${req.get('x-request-id')};ts:${parts.ts};`;
  const expected = crypto.createHmac('sha256', process.env.MP_WEBHOOK_SECRET).update(manifest).digest('hex');
  if (parts.v1.length !== expected.length || !crypto.timingSafeEqual(Buffer.from(parts.v1), Buffer.from(expected))) {
    return res.sendStatus(401);
  }
  const timestamp = Number(parts.ts);
  if (!(Math.abs(Date.now() - timestamp) <= 5 * 60 * 1000)) {
    return res.sendStatus(401);
  }
  if (req.body.action === 'payment.updated') {
    await Order.update({ status: 'paid' }, { where: { paymentId: req.body.data.id } });
  }
  return res.sendStatus(200);
});

module.exports = router;
