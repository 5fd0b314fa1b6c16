const openpgp = require('openpgp');
const { HKP } = require('@openpgp/hkp-client');

async function verifySettlement(message, signature, payments) {
  const hkp = new HKP('https://keys.openpgp.org'); // pe-audit: expect
  const armoredKey = await hkp.lookup({ query: 'settlements@gateway.example' });
  const verificationKeys = await openpgp.readKey({ armoredKey });
  const { signatures } = await openpgp.verify({ message, signature, verificationKeys });
  await signatures[0].verified;
}

module.exports = { verifySettlement };
