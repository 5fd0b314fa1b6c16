const router = require('express').Router();
const culqi = require('../culqi');
const { Order } = require('../models');
const { sendReceipt } = require('../mail');

router.post('/checkout/charge', async (req, res) => {
  const order = await Order.findById(req.body.orderId);
  const charge = await culqi.charges.create({ amount: order.total, source_id: req.body.token });
  if (charge.outcome.type === 'venta_exitosa') {
    order.status = 'paid';
    await order.save();
    await sendReceipt(order.email);
  }
  res.json({ ok: true });
});
module.exports = router;
