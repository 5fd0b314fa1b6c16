const axios = require('axios');
const axiosRetry = require('axios-retry').default;

axiosRetry(axios, {
  retries: 3,
  retryDelay: axiosRetry.exponentialDelay,
  retryCondition: (error) => axiosRetry.isNetworkError(error) || axiosRetry.isRetryableError(error),
});

class PagoEfectivoService {
  constructor() {
    this.baseURL = process.env.PAGOEFECTIVO_API_URL;
    this.accessKey = process.env.PAGOEFECTIVO_ACCESS_KEY;
  }

  async createCip(order, token) {
    const { data } = await axios.post(
      `${this.baseURL}/v1/cips`,
      { currency: 'PEN', amount: order.total, transactionCode: order.id, userEmail: order.email },
      { timeout: 15000, headers: { Authorization: `Bearer ${token}`, 'Accept-Language': 'es-PE' } },
    );
    return data.data.cipUrl;
  }
}

module.exports = PagoEfectivoService;
