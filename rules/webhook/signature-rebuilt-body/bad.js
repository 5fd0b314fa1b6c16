const crypto = require('crypto');
const express = require('express');
const { settle } = require('../orders');

const router = express.Router();

router.post('/pagoefectivo/webhook', express.json(), async (req, res) => {
  const message = JSON.stringify(req.body);  // pe-audit: expect
  const received = req.get('PE-Signature') || '';
  const expected = crypto.createHmac('sha256', process.env.PAGOEFECTIVO_SECRET_KEY).update(message).digest('hex');
  if (expected.length !== received.length || !crypto.timingSafeEqual(Buffer.from(expected), Buffer.from(received))) {
    return res.status(401).json({ error: 'invalid signature' });
  }
  await settle(JSON.parse(message));
  res.sendStatus(200);
});

module.exports = router;
