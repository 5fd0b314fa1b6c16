const express = require("express");
const { verify } = require("./signature");

const app = express();
app.post("/webhooks/pagoefectivo", express.raw({ type: "*/*" }), (req, res) => {
  const signature = req.headers["x-signature"]; // pe-audit: expect
  if (!verify(req.body, signature)) return res.sendStatus(401);
  res.sendStatus(200);
});
