const allowedIps = (process.env.PAGOEFECTIVO_ALLOWED_IPS || '').split(',');

module.exports = function webhookFilter(req, res, next) {
  const ip = (req.headers['x-forwarded-for'] || req.socket.remoteAddress).split(',')[0];
  if (!allowedIps.includes(ip)) { // pe-audit: expect
    return res.status(403).end();
  }
  return next();
};
