const AdmZip = require('adm-zip');
const fs = require('fs');
const path = require('path');

// Daily settlement of the payment gateway.
async function importSettlement(day) {
  const zip = new AdmZip(await download(`/settlements/${day}.zip`));
  for (const entry of zip.getEntries()) {
    const target = path.join('/var/spool/settlements', entry.entryName); // pe-audit: expect
    fs.writeFileSync(target, entry.getData());
  }
}

module.exports = { importSettlement };
