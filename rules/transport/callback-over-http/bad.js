const axios = require('axios');

const WEBHOOK_URL = process.env.WEBHOOK_URL || 'http://api.bodega-andina.pe/pagoefectivo'; // pe-audit: expect

async function createCip(order) {
  const { data } = await axios.post(`${process.env.PAGOEFECTIVO_API_URL}/cips`, {
    currency: 'PEN',
    amount: order.total,
    transactionCode: order.code,
    callback: { url: `http://${process.env.SHOP_HOST}/cip/paid` }, // pe-audit: expect
    backUrls: {
      success: 'http://www.bodega-andina.pe/gracias', // pe-audit: expect
      cancel: 'https://www.bodega-andina.pe/carrito',
    },
    notificationUrl: WEBHOOK_URL,
  });
  return data;
}

module.exports = { createCip };
