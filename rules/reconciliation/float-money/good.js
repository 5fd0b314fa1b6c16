const { parse } = require('csv-parse/sync');

const cents = (amount) => Math.round(Number(amount) * 100);

async function reconcile(csv, payments) {
  for (const row of parse(csv, { columns: true })) {
    const payment = await payments.findByOperation(row.operationNumber);
    const amount = Math.round(Number(row.amount) * 100);
    if (!payment || cents(payment.amount) !== amount) report(row);
  }
}

module.exports = { reconcile };
