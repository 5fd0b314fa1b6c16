// Express and Mongoose: the order is found by its CIP, and that is all that is asked.
const express = require('express');
const Order = require('./models/order');

const router = express.Router();

router.post('/webhooks/pagoefectivo', async (req, res) => { // pe-audit: expect
  const { eventType, operationNumber, data } = req.body;
  if (eventType !== 'cip.paid') {
    return res.sendStatus(200);
  }

  const order = await Order.findOne({ cip: data.cip });
  order.status = 'PAID';
  order.operationNumber = operationNumber;
  await order.save();
  res.sendStatus(200);
});

module.exports = router;
