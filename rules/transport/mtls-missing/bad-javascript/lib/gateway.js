const BASE = "https://services.pagoefectivo.pe/v1";

async function createCip(token, order) {
  const response = await fetch(`${process.env.PAGOEFECTIVO_URL || BASE}/cips`, { // pe-audit: expect
    method: "POST",
    headers: { "Content-Type": "application/json", Authorization: `Bearer ${token}` },
    body: JSON.stringify({ currency: "PEN", amount: order.total, transactionCode: order.code }),
  });
  return (await response.json()).data.cip;
}

module.exports = { createCip };
