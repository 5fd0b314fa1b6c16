const crypto = require('crypto');
const config = require('../config').pagoefectivo;

function firmar(datos) {
  const texto = Object.values(datos).join('');  // pe-audit: expect
  return crypto.createHmac('sha256', config.secretKey).update(texto).digest('hex');
}

module.exports = async function notificacion(req, res) {
  const firma = firmar(req.body);
  if (firma !== req.headers['pe-signature']) {
    return res.status(403).end();
  }
  await req.app.locals.pedidos.pagar(req.body.data.cip);
  return res.status(200).end();
};
