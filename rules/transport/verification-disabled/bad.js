const axios = require('axios');
const https = require('https');

process.env.NODE_TLS_REJECT_UNAUTHORIZED = '0'; // pe-audit: expect

const agent = new https.Agent({
  keepAlive: true,
  rejectUnauthorized: false, // pe-audit: expect
});

const pinned = new https.Agent({ checkServerIdentity: () => undefined }); // pe-audit: expect

exports.createCip = async (token, order) => {
  const { data } = await axios.post('https://services.pagoefectivo.pe/v1/cips', order, {
    httpsAgent: agent,
    headers: { Authorization: `Bearer ${token}` },
  });
  return data.data.cip;
};
