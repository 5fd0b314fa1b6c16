const axios = require('axios');

async function createCip(order, token) {
  for (let attempt = 1; attempt <= 4; attempt += 1) {
    try {
      const body = {
        currency: 'PEN',
        amount: order.total,
        transactionCode: order.code,
        userEmail: order.email,
      };
      const headers = { Authorization: `Bearer ${token}` };
      return await axios.post('https://services.pagoefectivo.pe/v1/cips', body, { headers, timeout: 15000 });
    } catch (error) {
      if (attempt === 4) throw error;
      await new Promise((resolve) => setTimeout(resolve, 500 * 2 ** attempt));
    }
  }
}

module.exports = { createCip };
