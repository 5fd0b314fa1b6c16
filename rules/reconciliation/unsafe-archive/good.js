const AdmZip = require('adm-zip');
const fs = require('fs');
const path = require('path');

const MAX_BYTES = 50 * 1024 * 1024;

// Daily settlement of the payment gateway.
async function importSettlement(day) {
  const zip = new AdmZip(await download(`/settlements/${day}.zip`));
  for (const entry of zip.getEntries()) {
    if (entry.header.size > MAX_BYTES) throw new Error('settlement entry too large');
    const target = path.join('/var/spool/settlements', path.basename(entry.entryName));
    fs.writeFileSync(target, entry.getData());
  }
}

module.exports = { importSettlement };
