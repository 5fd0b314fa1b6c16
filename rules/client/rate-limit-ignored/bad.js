const axios = require('axios');

class PagoEfectivoService {
  constructor() {
    this.baseURL = process.env.PAGOEFECTIVO_API_URL;
    this.accessKey = process.env.PAGOEFECTIVO_ACCESS_KEY;
  }

  async createCip(order, token) {
    const { data } = await axios.post( // pe-audit: expect
      `${this.baseURL}/v1/cips`,
      { currency: 'PEN', amount: order.total, transactionCode: order.id, userEmail: order.email },
      { timeout: 15000, headers: { Authorization: `Bearer ${token}`, 'Accept-Language': 'es-PE' } },
    );
    return data.data.cipUrl;
  }
}

module.exports = PagoEfectivoService;
