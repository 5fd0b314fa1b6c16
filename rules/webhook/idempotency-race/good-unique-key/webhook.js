// Express and Knex: should two requests look at the same moment, the table refuses the second.
const express = require('express');
const db = require('./db');

const router = express.Router();

router.post('/webhooks/pagoefectivo', async (req, res) => {
  const { eventType, operationNumber, data } = req.body;
  const known = await db('payments').where({ operation_number: operationNumber }).first();
  if (known) {
    return res.sendStatus(200);
  }

  if (eventType === 'cip.paid') {
    await db('payments').insert({ operation_number: operationNumber, cip: data.cip, amount: data.amount });
    await db('orders').where({ cip: data.cip }).update({ status: 'paid' });
  }
  res.sendStatus(200);
});

module.exports = router;
