const express = require("express");
const axios = require("axios");
const Order = require("../models/order");

const router = express.Router();

router.post("/webhooks/pagoefectivo", async (req, res) => {
  const order = await Order.findOne({ cip: req.body.data.cip });
  if (!order) {
    return res.sendStatus(404);
  }
  order.status = "paid";
  await order.save();

  await axios.post(process.env.ERP_URL + "/facturas", { pedido: order.id, total: order.total }); // pe-audit: expect
  res.sendStatus(200);
});

module.exports = router;
