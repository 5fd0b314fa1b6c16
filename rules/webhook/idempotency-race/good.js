// Express and Knex: an insert that does nothing the second time, and whose answer is asked for.
const express = require('express');
const db = require('./db');

const router = express.Router();

router.post('/webhooks/pagoefectivo', async (req, res) => {
  const { eventType, operationNumber, data } = req.body;
  if (eventType === 'cip.paid') {
    const inserted = await db('payments')
      .insert({ operation_number: operationNumber, cip: data.cip })
      .onConflict('operation_number')
      .ignore()
      .returning('id');
    if (inserted.length === 0) {
      return res.sendStatus(200);
    }
    await db('stock').where({ cip: data.cip }).decrement('units', 1);
  }
  res.sendStatus(200);
});

module.exports = router;
