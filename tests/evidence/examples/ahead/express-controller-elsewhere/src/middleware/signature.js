module.exports = function signature(req, res, next) {
  if (!matches(req)) return res.status(401).end();
  return next();
};
