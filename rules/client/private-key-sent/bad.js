const axios = require('axios');

class PagoEfectivoService {
  constructor({ accessKey, secretKey, baseURL }) {
    this.accessKey = accessKey;
    this.secretKey = secretKey;
    this.baseURL = baseURL;
  }

  headers() {
    const credentials = Buffer.from(`${this.accessKey}:${this.secretKey}`).toString('base64');
    return {
      Authorization: `Bearer ${credentials}`, // pe-audit: expect
      'Content-Type': 'application/json',
    };
  }

  async createCip(order) {
    const { data } = await axios.post(`${this.baseURL}/v1/cips`, order, { headers: this.headers(), timeout: 15000 });
    return data;
  }
}

module.exports = PagoEfectivoService;
