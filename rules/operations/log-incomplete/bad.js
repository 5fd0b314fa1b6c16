const express = require('express');
const { Order } = require('../models');

const router = express.Router();

router.post('/webhooks/pagoefectivo', async (req, res) => { // pe-audit: expect
  const { operationNumber, data } = req.body;
  await Order.update({ status: 'paid' }, { where: { cip: data.cip, status: 'pending' } });
  console.log(`operation ${operationNumber} is paid`);
  res.sendStatus(200);
});

module.exports = router;
