const express = require('express');
const { createHash } = require('crypto');
const { Order } = require('../models');

const router = express.Router();

router.post('/webhooks/pagoefectivo', async (req, res) => {
  const { operationNumber, data } = req.body;
  const digest = createHash('sha256').update(req.rawBody).digest('hex');
  req.log.info({ operationNumber, digest }, 'notification received');
  await Order.update({ status: 'paid' }, { where: { cip: data.cip, status: 'pending' } });
  res.sendStatus(200);
});

module.exports = router;
