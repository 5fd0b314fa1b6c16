const router = require('express').Router();
const { idempotency } = require('../middleware/idempotency');
const { Wallet } = require('../models');

router.post('/webhooks/culqi', idempotency({ key: (req) => req.body.id }), async (req, res) => {
  await Wallet.updateOne({ user: req.body.data.metadata.user }, { $inc: { balance: req.body.data.amount } });
  res.sendStatus(200);
});
module.exports = router;
