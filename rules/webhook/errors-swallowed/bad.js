const express = require("express");
const { Order } = require("../models");
const { verifySignature } = require("../lib/pagoefectivo");

const router = express.Router();

router.post("/webhooks/pagoefectivo", express.raw({ type: "application/json" }), async (req, res) => {
  if (!verifySignature(req.body, req.get("PE-Signature"))) {
    return res.sendStatus(401);
  }
  res.sendStatus(200); // pe-audit: expect

  const notice = JSON.parse(req.body);
  try {
    await Order.update({ status: "paid" }, { where: { cip: notice.data.cip, status: "pending" } });
  } catch (error) {
    console.error("could not settle", notice.operationNumber, error);
  }
});

module.exports = router;
