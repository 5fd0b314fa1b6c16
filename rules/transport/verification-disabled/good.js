const axios = require('axios');
const fs = require('fs');
const https = require('https');
const tls = require('tls');

const agent = new https.Agent({
  keepAlive: true,
  ca: fs.readFileSync(process.env.GATEWAY_CA_FILE),
  rejectUnauthorized: true,
});

const pinned = new https.Agent({
  checkServerIdentity: (host, certificate) => tls.checkServerIdentity(host, certificate) || pin(certificate),
});

exports.createCip = async (token, order) => {
  const { data } = await axios.post('https://services.pagoefectivo.pe/v1/cips', order, {
    httpsAgent: agent,
    headers: { Authorization: `Bearer ${token}` },
  });
  return data.data.cip;
};
