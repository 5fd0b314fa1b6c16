import express from "express";
import { verify } from "./signature";

export const app = express();
app.post("/webhooks/pagoefectivo", express.raw({ type: "*/*" }), (req, res) => {
  const signature = req.header("X-Signature") ?? "";
  const sent = req.header("X-Date") ?? "";
  if (!verify(req.body, signature, sent)) return res.sendStatus(401);
  res.sendStatus(200);
});
