const fs = require('node:fs');
const openpgp = require('openpgp');

const armoredKey = fs.readFileSync('/etc/shop/gateway.pub.pem', 'utf8');

async function verifySettlement(message, signature, payments) {
  const verificationKeys = await openpgp.readKey({ armoredKey });
  const { signatures } = await openpgp.verify({ message, signature, verificationKeys });
  await signatures[0].verified;
}

module.exports = { verifySettlement };
