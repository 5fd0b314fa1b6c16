import express from 'express';
import { createHmac, timingSafeEqual } from 'node:crypto';
import { settleOnce } from './orders.js';

const app = express();

app.post('/hooks/pagoefectivo', express.raw({ type: '*/*', limit: '64kb' }), async (req, res) => {
  const expected = createHmac('sha256', process.env.PAGOEFECTIVO_SECRET_KEY).update(req.body).digest('hex');
  const given = req.get('PE-Signature') ?? '';
  if (given.length !== expected.length || !timingSafeEqual(Buffer.from(given), Buffer.from(expected))) {
    return res.sendStatus(401);
  }
  const { eventType, operationNumber, data } = JSON.parse(req.body);
  if (eventType === 'cip.paid') {
    await settleOnce(operationNumber, data);
  }
  return res.sendStatus(200);
});

app.listen(3000);
