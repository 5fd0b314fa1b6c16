const express = require('express');
const app = express();

app.post('/pagoefectivo/webhook', express.json(), (req, res) => {
  const { eventType, operationNumber, data } = req.body;
  console.log('pagoefectivo', eventType, operationNumber, data.cip);
  if (eventType === 'cip.paid') console.log('paid', data.amount);
  res.sendStatus(200);
});
