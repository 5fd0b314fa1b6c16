const crypto = require('crypto');

function required(name) {
  const value = process.env[name];
  if (!value) throw new Error(`${name} is not set`);
  return value;
}

const port = process.env.PORT || '3000';
const secretKey = process.env.PAGOEFECTIVO_SECRET_KEY || '';

function signatureOf(body) {
  if (secretKey === '') throw new Error('PAGOEFECTIVO_SECRET_KEY is not set');
  return crypto.createHmac('sha256', secretKey).update(body).digest('hex');
}

module.exports = { port, required, signatureOf, tokenUrl: process.env.TOKEN_URL || 'http://localhost:4000/token' };
