const express = require('express');
const cookieParser = require('cookie-parser');
const csurf = require('csurf');
const { firmaValida } = require('./firma');
const pedidos = require('./pedidos');

const app = express();
app.post('/pagoefectivo/webhook', express.raw({ type: 'application/json' }), async (req, res) => {
  if (!firmaValida(req.body, req.get('PE-Signature'))) return res.sendStatus(401);
  await pedidos.marcarPagado(JSON.parse(req.body).data.transactionCode);
  res.sendStatus(200);
});
app.use(cookieParser());
app.use(csurf({ cookie: true }));
app.use('/carrito', require('./carrito'));
