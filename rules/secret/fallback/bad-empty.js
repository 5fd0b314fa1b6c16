const crypto = require('crypto');

const webhookSecret = process.env.PAGOEFECTIVO_WEBHOOK_SECRET || ''; // pe-audit: expect

function isGenuine(body, signature) {
  const expected = crypto.createHmac('sha256', webhookSecret).update(body).digest();
  return crypto.timingSafeEqual(expected, Buffer.from(signature, 'hex'));
}

module.exports = { isGenuine };
