const crypto = require('crypto');

const secretKey = process.env.PAGOEFECTIVO_SECRET_KEY;
if (!secretKey) throw new Error('PAGOEFECTIVO_SECRET_KEY is not set');

const labels = { password: 'Contraseña', token: 'Código de pago' };
const TOKEN_COOKIE = 'session_token';

function signatureOf(body) {
  return crypto.createHmac('sha256', secretKey).update(body).digest('hex');
}

module.exports = { labels, signatureOf, TOKEN_COOKIE };
