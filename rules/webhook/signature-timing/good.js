const crypto = require('crypto');
const express = require('express');
const orders = require('./orders');

const router = express.Router();

function isGenuine(body, signature) {
  const expected = crypto.createHmac('sha256', process.env.PAGOEFECTIVO_SECRET_KEY).update(body).digest();
  const received = Buffer.from(signature, 'hex');
  return received.length === expected.length && crypto.timingSafeEqual(received, expected);
}

router.post('/webhooks/pagoefectivo', express.raw({ type: '*/*' }), async (req, res) => {
  const signature = req.headers['pe-signature'];
  if (signature === undefined || typeof signature !== 'string' || !isGenuine(req.body, signature)) {
    return res.status(401).end();
  }
  const notification = JSON.parse(req.body);
  if (notification.eventType === 'cip.paid') {
    await orders.settle(notification);
  }
  res.sendStatus(200);
});

module.exports = router;
