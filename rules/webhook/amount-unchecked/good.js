// Express and Mongoose: in whole cents, so that 22.05 is 22.05.
const express = require('express');
const Order = require('./models/order');

const router = express.Router();

router.post('/webhooks/pagoefectivo', async (req, res) => {
  const { eventType, operationNumber, data } = req.body;
  if (eventType !== 'cip.paid') {
    return res.sendStatus(200);
  }

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
