// Express: a helper compares in constant time, and its answer decides.
const crypto = require('crypto');
const express = require('express');
const { orders } = require('./db');

const router = express.Router();

function isGenuine(req) {
  const mac = crypto.createHmac('sha256', process.env.PAGOEFECTIVO_SECRET_KEY).update(req.body).digest();
  const sent = Buffer.from(req.get('PE-Signature') || '', 'hex');
  return sent.length === mac.length && crypto.timingSafeEqual(sent, mac);
}

router.post('/webhooks/pagoefectivo', express.raw({ type: '*/*' }), async (req, res) => {
  if (!isGenuine(req)) {
    return res.sendStatus(401);
  }
  const { eventType, operationNumber, data } = JSON.parse(req.body);

  if (eventType === 'cip.paid') {
    await orders.updateOne({ cip: data.cip }, { $set: { status: 'PAID', operationNumber } });
  }
  res.sendStatus(200);
});

module.exports = router;
