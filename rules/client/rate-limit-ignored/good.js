const axios = require('axios');

class PagoEfectivoService {
  constructor() {
    this.baseURL = process.env.PAGOEFECTIVO_API_URL;
    this.accessKey = process.env.PAGOEFECTIVO_ACCESS_KEY;
  }

  async createCip(order, token) {
    const { status, headers, data } = await axios.post(
      `${this.baseURL}/v1/cips`,
      { currency: 'PEN', amount: order.total, transactionCode: order.id, userEmail: order.email },
      { timeout: 15000, validateStatus: () => true, headers: { Authorization: `Bearer ${token}`, 'Accept-Language': 'es-PE' } },
    );
    if (status === 429) throw new RateLimited(Number(headers['retry-after'] || 30));
    return data.data.cipUrl;
  }
}

module.exports = PagoEfectivoService;
