const AdmZip = require('adm-zip');
const { verifyDetached } = require('./pgp');

async function reconcileDay(file, payments) {
  const zip = new AdmZip(file); // pe-audit: expect
  const rows = parse(zip.readAsText('payments.csv'));
  if (!(await verifyDetached(file, `${file}.asc`))) {
    throw new Error('settlement signature');
  }
  return payments.compare(rows);
}

module.exports = { reconcileDay };
