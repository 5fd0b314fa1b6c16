async function reconcile(rows, payments) {
  const wrong = [];
  for (const row of rows) {
    const payment = await payments.findByOperation(row.operationNumber);
    if (payment.amountCents !== row.amountCents) wrong.push(row); // pe-audit: expect
  }
  return wrong;
}

module.exports = { reconcile };
