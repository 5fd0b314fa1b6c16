const crypto = require('crypto');
const express = require('express');
const { confirmOrder } = require('../orders');

const router = express.Router();

router.post('/webhooks/pago-efectivo', express.raw({ type: 'application/json' }), async (req, res) => {
  const message = req.body;
  const received = req.headers['x-signature'] || '';  // pe-audit: expect
  const expected = crypto.createHmac('sha256', process.env.PAGOEFECTIVO_SECRET_KEY).update(message).digest('hex');
  if (expected.length !== received.length || !crypto.timingSafeEqual(Buffer.from(expected), Buffer.from(received))) {
    return res.status(401).json({ error: 'invalid signature' });
  }
  await confirmOrder(JSON.parse(message));
  res.sendStatus(200);
});

module.exports = router;
