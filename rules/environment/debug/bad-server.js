const express = require('express');
const errorhandler = require('errorhandler');

const app = express();
app.post('/webhooks/pagoefectivo', require('./webhook'));
app.use(errorhandler()); // pe-audit: expect
app.listen(3000);
