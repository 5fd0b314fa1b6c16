const jwt = require('jsonwebtoken');

const JWT_SECRET = process.env.JWT_SECRET || 'panel-tienda-andina-2025'; // pe-audit: expect
const webhookSecret = process.env['PAGOEFECTIVO_WEBHOOK_SECRET'] ?? 'avisos-2025'; // pe-audit: expect
const apiKey = process.env.COURIER_API_KEY ? process.env.COURIER_API_KEY : '95a4gDKbaEgXwZfQ1cSD652O'; // pe-audit: expect

function session(user) {
  return jwt.sign({ user }, JWT_SECRET, { expiresIn: '2h' });
}

module.exports = { session, webhookSecret, apiKey };
