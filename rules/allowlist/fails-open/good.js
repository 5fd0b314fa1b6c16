const allowedIps = (process.env.PAGOEFECTIVO_ALLOWED_IPS || '').split(',').filter(Boolean);

module.exports = function webhookFilter(req, res, next) {
  if (!allowedIps.includes(req.socket.remoteAddress)) {
    return res.status(403).end();
  }
  return next();
};
