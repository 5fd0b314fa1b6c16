const crypto = require('crypto');
const express = require('express');
const orders = require('./orders');

const router = express.Router();

function sign(body) {
  return crypto.createHmac('sha256', process.env.PAGOEFECTIVO_SECRET_KEY).update(body).digest('hex');
}

router.post('/webhooks/pagoefectivo', express.raw({ type: '*/*' }), async (req, res) => {
  const signature = req.headers['pe-signature'];
  if (signature !== sign(req.body)) { // pe-audit: expect
    return res.status(401).end();
  }
  await orders.settle(JSON.parse(req.body));
  res.sendStatus(200);
});

router.post('/webhooks/courier', async (req, res) => {
  const { secret, orderId } = req.body;
  if (secret !== process.env.COURIER_WEBHOOK_SECRET) return res.sendStatus(403); // pe-audit: expect
  await orders.delivered(orderId);
  res.sendStatus(200);
});

module.exports = router;
