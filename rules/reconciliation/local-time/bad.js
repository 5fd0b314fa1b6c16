async function reconcileYesterday(gateway, payments) {
  const from = new Date(); // pe-audit: expect
  from.setDate(from.getDate() - 1);
  from.setHours(0, 0, 0, 0);
  const rows = await gateway.settlement(from);
  return payments.compare(rows, from);
}

module.exports = { reconcileYesterday };
