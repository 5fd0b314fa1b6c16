// Express and Mongoose: every event means "paid".
const express = require('express');
const Order = require('./models/order');

const router = express.Router();

router.post('/webhooks/pagoefectivo', async (req, res) => { // pe-audit: expect
  const { operationNumber, data } = req.body;
  const order = await Order.findOne({ cip: data.cip });
  if (Math.round(data.amount * 100) !== order.totalInCents || data.currency !== order.currency) {
    return res.sendStatus(500);
  }
  order.status = 'PAID';
  order.operationNumber = operationNumber;
  await order.save();
  res.sendStatus(200);
});

module.exports = router;
