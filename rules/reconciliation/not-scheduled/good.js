const { parse } = require('csv-parse/sync');
const cron = require('node-cron');
const fs = require('node:fs');

async function reconcile(path, payments) {
  for (const row of parse(fs.readFileSync(path), { columns: true })) {
    await payments.compare(row.operationNumber, row);
  }
}

cron.schedule('0 6 * * *', () => reconcile('/var/spool/settlements/today.csv', require('./payments')), {
  timezone: 'America/Lima',
});

module.exports = { reconcile };
