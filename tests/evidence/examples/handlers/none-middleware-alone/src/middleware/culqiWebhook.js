module.exports = function verifyCulqiWebhook(req, res, next) {
  if (req.headers['x-culqi-signature'] !== sign(req.rawBody)) return res.sendStatus(401);
  next();
};
