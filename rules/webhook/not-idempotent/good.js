const crypto = require('crypto');
const express = require('express');
const db = require('./db');
const mailer = require('./mailer');

const router = express.Router();

router.post('/webhooks/pagoefectivo', express.raw({ type: '*/*' }), async (req, res) => {
  const mac = crypto.createHmac('sha256', process.env.PAGOEFECTIVO_SECRET_KEY).update(req.body).digest();
  const sent = Buffer.from(req.get('pe-signature') || '', 'hex');
  if (sent.length !== mac.length || !crypto.timingSafeEqual(sent, mac)) return res.sendStatus(401);

  const { eventType, data } = JSON.parse(req.body);
  if (eventType !== 'cip.paid') return res.sendStatus(200);

  const order = await db.order.findUnique({ where: { cip: data.cip } });
  if (!order) return res.sendStatus(404);

  const claimed = await db.order.updateMany({ where: { id: order.id, status: 'PENDING' }, data: { status: 'PAID' } });
  if (claimed.count === 0) return res.sendStatus(200);

  await db.product.update({ where: { id: order.productId }, data: { stock: { decrement: order.quantity } } });
  await mailer.sendReceipt(order.email, order);
  res.sendStatus(200);
});

module.exports = router;
