const axios = require('axios');
const { createHmac } = require('crypto');

const URL = process.env.PAGOEFECTIVO_URL;
const KEY = process.env.PAGOEFECTIVO_SIGNING_KEY;

async function createCip(order, token) {
  const body = JSON.stringify(order);
  const date = new Date().toISOString();
  const answer = await axios.post(`${URL}/v1/cips`, body, { // pe-audit: expect
    timeout: 15000,
    headers: {
      Authorization: `Bearer ${token}`,
      'X-Date': date,
      'X-Api-Version': '2026-01',
    },
  });
  return answer.data;
}

module.exports = { createCip };
