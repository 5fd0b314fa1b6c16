const express = require('express');
const { Order } = require('./models');

const app = express();

app.post('/webhooks/pagoefectivo', express.json(), async (req, res) => {
  await Order.update({ status: 'paid' }, { where: { cip: req.body.data.cip, status: 'pending' } });
  res.sendStatus(200);
});
