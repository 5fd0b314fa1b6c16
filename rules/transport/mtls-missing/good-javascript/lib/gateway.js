const { readFileSync } = require("node:fs");
const { Agent } = require("undici");

const BASE = "https://services.pagoefectivo.pe/v1";
const dispatcher = new Agent({
  connect: {
    cert: readFileSync(process.env.PAGOEFECTIVO_CLIENT_CERT),
    key: readFileSync(process.env.PAGOEFECTIVO_CLIENT_KEY),
  },
});

async function createCip(token, order) {
  const response = await fetch(`${process.env.PAGOEFECTIVO_URL || BASE}/cips`, {
    dispatcher,
    method: "POST",
    headers: { "Content-Type": "application/json", Authorization: `Bearer ${token}` },
    body: JSON.stringify({ currency: "PEN", amount: order.total, transactionCode: order.code }),
  });
  return (await response.json()).data.cip;
}

module.exports = { createCip };
