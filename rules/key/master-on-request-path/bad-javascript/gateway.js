async function createCip(order) {
  const response = await fetch(`${process.env.PAGOEFECTIVO_URL}/cips`, {
    method: "POST",
    headers: { Authorization: `Bearer ${process.env.PAGOEFECTIVO_SECRET_KEY}` }, // pe-audit: expect
    body: JSON.stringify({ amount: order.total }),
  });
  return response.json();
}

module.exports = { createCip };
