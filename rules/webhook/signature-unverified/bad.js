// Express: the HMAC is computed, and then only printed.
const crypto = require('crypto');
const express = require('express');
const { orders } = require('./db');

const router = express.Router();

router.post('/webhooks/pagoefectivo', express.raw({ type: '*/*' }), async (req, res) => {
  const mac = crypto.createHmac('sha256', process.env.PAGOEFECTIVO_SECRET_KEY).update(req.body).digest('hex'); // pe-audit: expect
  const { eventType, operationNumber, data } = JSON.parse(req.body);
  req.trace = mac.length;

  if (eventType === 'cip.paid') {
    await orders.updateOne({ cip: data.cip }, { $set: { status: 'PAID', operationNumber } });
  }
  res.sendStatus(200);
});

module.exports = router;
