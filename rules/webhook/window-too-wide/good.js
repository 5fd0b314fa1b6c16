// Express: milliseconds, five minutes of them.
const crypto = require('crypto');

const MAX_AGE_MS = 5 * 60 * 1000;

function verifySignature(req, res, next) {
  const timestamp = Date.parse(req.get('X-Date'));
  const age = Math.abs(Date.now() - timestamp);
  if (Number.isNaN(timestamp) || age > MAX_AGE_MS) {
    return res.sendStatus(401);
  }
  const expected = crypto.createHmac('sha256', process.env.PAGOEFECTIVO_WEBHOOK_KEY)
    .update(`${req.get('X-Date')}.${req.rawBody}`)
    .digest();
  const received = Buffer.from(req.get('X-Signature') ?? '', 'hex');
  if (received.length !== expected.length || !crypto.timingSafeEqual(received, expected)) {
    return res.sendStatus(401);
  }
  return next();
}

module.exports = { verifySignature };
