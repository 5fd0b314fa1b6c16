const { parse } = require('csv-parse/sync');

async function reconcile(csv, payments) {
  for (const row of parse(csv, { columns: true })) {
    const payment = await payments.findByOperation(row.operationNumber);
    const amount = parseFloat(row.amount); // pe-audit: expect
    if (!payment || payment.amount !== amount) report(row);
  }
}

module.exports = { reconcile };
