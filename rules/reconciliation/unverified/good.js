const { execFileSync } = require('node:child_process');
const AdmZip = require('adm-zip');

// The gateway signs each day's payments: settlement.zip and settlement.zip.asc.
function importSettlement(file) {
  execFileSync('gpg', ['--verify', `${file}.asc`, file]);
  const zip = new AdmZip(file);
  return zip.readAsText('payments.csv');
}

module.exports = { importSettlement };
