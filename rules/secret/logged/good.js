const express = require('express');
const crypto = require('crypto');
const { settle } = require('../orders');

const router = express.Router();
const SECRET_KEY = process.env.PAGOEFECTIVO_SECRET_KEY;
console.log('PagoEfectivo key:', SECRET_KEY ? 'set' : 'missing');

router.post('/webhooks/pagoefectivo', express.raw({ type: '*/*' }), async (req, res) => {
  const digest = crypto.createHash('sha256').update(req.body).digest('hex');
  const notification = JSON.parse(req.body);
  console.log('PagoEfectivo webhook', {
    requestId: req.id,
    event: notification.eventType,
    operationNumber: notification.operationNumber,
    digest,
  });

  const received = req.get('PE-Signature');
  const expected = crypto.createHmac('sha256', SECRET_KEY).update(req.body).digest('hex');
  if (!crypto.timingSafeEqual(Buffer.from(received), Buffer.from(expected))) {
    console.error(`bad signature ${received.substring(0, 6)}… of ${received.length} characters`);
    return res.sendStatus(401);
  }
  await settle(notification.data.cip);
  res.sendStatus(200);
});

module.exports = router;
