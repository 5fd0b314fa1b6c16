async function createCip(order) {
  const response = await fetch(`${process.env.PAGOEFECTIVO_URL}/cips`, {
    method: "POST",
    headers: { Authorization: `Bearer ${await accessToken()}` },
    body: JSON.stringify({ amount: order.total }),
  });
  return response.json();
}

module.exports = { createCip };
