const express = require('express');
const { pool } = require('./pool');
const { enviarCorreo } = require('./correo');
const app = express();

app.post('/ipn/pagoefectivo', express.json(), (req, res) => {
  res.status(200).json({ code: '100' });
  setImmediate(async () => {
    const { cip, amount } = req.body.data;
    await pool.query("UPDATE ventas SET estado = 'PAGADO' WHERE cip = $1", [cip]);
    await pool.query('INSERT INTO caja (concepto, monto) VALUES ($1, $2)', [`CIP ${cip}`, amount]);
    await enviarCorreo(req.body.data.email, 'Recibimos tu pago');
  });
});
