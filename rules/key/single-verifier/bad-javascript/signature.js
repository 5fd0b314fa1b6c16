const crypto = require("node:crypto");

function verifyPagoEfectivo(body, given) {
  const expected = crypto.createHmac("sha256", process.env.PAGOEFECTIVO_SECRET_KEY).update(body).digest("hex");
  return crypto.timingSafeEqual(Buffer.from(expected), Buffer.from(given)); // pe-audit: expect
}

module.exports = { verifyPagoEfectivo };
