const axios = require('axios');

// http://api.bodega-andina.pe/pagoefectivo is gone
const WEBHOOK_URL = process.env.WEBHOOK_URL || 'https://api.bodega-andina.pe/pagoefectivo';

async function createCip(order, callback) {
  const { data } = await axios.post(`${process.env.PAGOEFECTIVO_API_URL}/cips`, {
    currency: 'PEN',
    amount: order.total,
    transactionCode: order.code,
    notification_url: `${process.env.BACKEND_URL || 'http://localhost:3001'}/api/pagoefectivo/webhook`,
    backUrls: {
      success: 'http://127.0.0.1:3000/gracias',
      cancel: 'http://web:3000/carrito',
    },
  });
  callback(data, 'http://www.w3.org/2000/svg');
  return WEBHOOK_URL;
}

module.exports = { createCip };
