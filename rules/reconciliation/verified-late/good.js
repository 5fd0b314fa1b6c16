const AdmZip = require('adm-zip');
const { verifyDetached } = require('./pgp');

async function reconcileDay(file, payments) {
  if (!(await verifyDetached(file, `${file}.asc`))) {
    throw new Error('settlement signature');
  }
  const zip = new AdmZip(file);
  const rows = parse(zip.readAsText('payments.csv'));
  return payments.compare(rows);
}

module.exports = { reconcileDay };
