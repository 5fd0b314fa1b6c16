const express = require('express');
const errorhandler = require('errorhandler');

const app = express();
app.post('/webhooks/pagoefectivo', require('./webhook'));
if (process.env.NODE_ENV === 'development') {
  app.use(errorhandler());
}
app.listen(3000);
