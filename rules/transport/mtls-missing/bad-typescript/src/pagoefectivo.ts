import axios from "axios";

const client = axios.create({ // pe-audit: expect
  baseURL: process.env.PAGOEFECTIVO_URL,
  timeout: 10_000,
});

export async function createCip(token: string, order: { code: string; total: number }) {
  const { data } = await client.post(
    "/cips",
    { currency: "PEN", amount: order.total, transactionCode: order.code },
    { headers: { Authorization: `Bearer ${token}` } },
  );
  return data.data.cip;
}
