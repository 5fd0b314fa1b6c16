const crypto = require("node:crypto");

const keys = [process.env.PAGOEFECTIVO_SECRET_KEY, process.env.PAGOEFECTIVO_SECRET_KEY_OLD].filter(Boolean);

function verifyPagoEfectivo(body, given) {
  return keys.some((key) => {
    const expected = crypto.createHmac("sha256", key).update(body).digest("hex");
    return crypto.timingSafeEqual(Buffer.from(expected), Buffer.from(given));
  });
}

module.exports = { verifyPagoEfectivo };
