const { parse } = require('csv-parse/sync');
const fs = require('node:fs');

async function reconcile(path, payments) { // pe-audit: expect
  for (const row of parse(fs.readFileSync(path), { columns: true })) {
    await payments.compare(row.operationNumber, row);
  }
}

module.exports = { reconcile };
