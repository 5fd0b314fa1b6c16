const express = require('express');
const crypto = require('crypto');
const { settle } = require('../orders');

const router = express.Router();
const SECRET_KEY = process.env.PAGOEFECTIVO_SECRET_KEY;

router.post('/webhooks/pagoefectivo', express.raw({ type: '*/*' }), async (req, res) => {
  console.log('PagoEfectivo webhook', req.headers); // pe-audit: expect
  const notification = JSON.parse(req.body);
  console.log('body:', JSON.stringify(notification, null, 2)); // pe-audit: expect

  const received = req.get('PE-Signature');
  const expected = crypto.createHmac('sha256', SECRET_KEY).update(req.body).digest('hex');
  if (!crypto.timingSafeEqual(Buffer.from(received), Buffer.from(expected))) {
    console.error(`bad signature ${req.headers['pe-signature']}, key ${SECRET_KEY}`); // pe-audit: expect
    return res.sendStatus(401);
  }
  await settle(notification.data.cip);
  res.sendStatus(200);
});

module.exports = router;
