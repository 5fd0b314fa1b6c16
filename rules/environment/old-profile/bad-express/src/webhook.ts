import express from "express";
import { verify } from "./signature";

export const app = express();
app.post("/webhooks/pagoefectivo", express.raw({ type: "*/*" }), (req, res) => {
  const signature = req.header("PE-Signature") ?? ""; // pe-audit: expect
  if (!verify(req.body, signature)) return res.sendStatus(401);
  res.sendStatus(200);
});
