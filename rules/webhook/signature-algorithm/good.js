const crypto = require('crypto');
const express = require('express');
const { approve } = require('../orders');

const router = express.Router();

router.post('/pagos/pagoefectivo', express.raw({ type: 'application/json' }), async (req, res) => {
  const payload = req.body;
  const received = req.get('PE-Signature') || '';
  const expected = crypto.createHmac('sha256', process.env.PAGOEFECTIVO_SECRET_KEY).update(payload).digest('hex');
  if (expected.length !== received.length || !crypto.timingSafeEqual(Buffer.from(expected), Buffer.from(received))) {
    return res.status(401).json({ error: 'invalid signature' });
  }
  await approve(JSON.parse(payload));
  res.sendStatus(200);
});

module.exports = router;
