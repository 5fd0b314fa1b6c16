const express = require('express');
const crypto = require('crypto');
const axios = require('axios');

const router = express.Router();

if (process.env.NODE_ENV === 'development') {
  router.post('/simulate-payment/:cip', async (req, res) => {
    const body = JSON.stringify({
      eventType: 'cip.paid',
      operationNumber: String(Date.now()),
      data: { cip: req.params.cip, currency: 'PEN', amount: req.body.amount },
    });
    const signature = crypto.createHmac('sha256', process.env.PAGOEFECTIVO_SECRET_KEY).update(body).digest('hex');
    await axios.post(`${process.env.PUBLIC_URL}/webhooks/pagoefectivo`, body, {
      headers: { 'PE-Signature': signature, 'Content-Type': 'application/json' },
    });
    res.json({ simulated: true });
  });
}

module.exports = router;
