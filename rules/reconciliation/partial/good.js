async function reconcile(rows, payments) {
  const wrong = [];
  for (const row of rows) {
    const payment = await payments.findByOperation(row.operationNumber);
    const same = payment.currency === row.currency && payment.status === row.status;
    if (!same || payment.amountCents !== row.amountCents) wrong.push(row);
  }
  return wrong;
}

module.exports = { reconcile };
