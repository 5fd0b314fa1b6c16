const { parse } = require('csv-parse/sync');

function reconcile(text, payments) {
  for (const row of parse(text, { columns: true })) {
    const batchId = row.batch_id; // pe-audit: expect
    payments.markReconciled(row.operationNumber);
  }
}

module.exports = { reconcile };
