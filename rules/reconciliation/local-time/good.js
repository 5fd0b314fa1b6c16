const { DateTime } = require('luxon');

async function reconcileYesterday(gateway, payments) {
  const from = DateTime.now().setZone('America/Lima').minus({ days: 1 }).startOf('day');
  const rows = await gateway.settlement(from.toJSDate().toISOString());
  return payments.compare(rows, from);
}

module.exports = { reconcileYesterday };
