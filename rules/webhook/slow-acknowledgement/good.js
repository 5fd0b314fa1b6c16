const express = require("express");
const Order = require("../models/order");
const { erpQueue } = require("../queues");

const router = express.Router();

router.post("/webhooks/pagoefectivo", async (req, res) => {
  const order = await Order.findOne({ cip: req.body.data.cip });
  if (!order) {
    return res.sendStatus(404);
  }
  order.status = "paid";
  await order.save();

  await erpQueue.add("factura", { pedido: order.id, total: order.total });
  res.sendStatus(200);
});

module.exports = router;
