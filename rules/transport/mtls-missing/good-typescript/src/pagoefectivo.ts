import { readFileSync } from "node:fs";
import { Agent } from "node:https";
import axios from "axios";

const client = axios.create({
  baseURL: process.env.PAGOEFECTIVO_URL,
  timeout: 10_000,
  httpsAgent: new Agent({
    cert: readFileSync(process.env.PAGOEFECTIVO_CLIENT_CERT!),
    key: readFileSync(process.env.PAGOEFECTIVO_CLIENT_KEY!),
  }),
});

export async function createCip(token: string, order: { code: string; total: number }) {
  const { data } = await client.post(
    "/cips",
    { currency: "PEN", amount: order.total, transactionCode: order.code },
    { headers: { Authorization: `Bearer ${token}` } },
  );
  return data.data.cip;
}
