const crypto = require('crypto');

exports.verificarFirma = (req, res, next) => {
  const propia = crypto.createHmac('sha256', process.env.PE_SECRET_KEY).update(req.rawBody).digest('hex');
  if (propia !== req.headers['pe-signature']) return res.sendStatus(401);
  next();
};
