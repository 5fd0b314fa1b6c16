const axios = require('axios');
const crypto = require('crypto');

class PagoEfectivoService {
  constructor({ accessKey, secretKey, serviceId, baseURL }) {
    Object.assign(this, { accessKey, secretKey, serviceId, baseURL });
  }

  async token(dateRequest) {
    const parts = [this.serviceId, this.accessKey, this.secretKey, dateRequest].join('.');
    const hashString = crypto.createHash('sha256').update(parts).digest('hex');
    const body = { accessKey: this.accessKey, idService: this.serviceId, dateRequest, hashString };
    const { data } = await axios.post(`${this.baseURL}/v1/authorizations`, body, { timeout: 15000 });
    return data.data.token;
  }

  async createCip(order, token) {
    const headers = { Authorization: `Bearer ${token}`, 'Content-Type': 'application/json' };
    const { data } = await axios.post(`${this.baseURL}/v1/cips`, order, { headers, timeout: 15000 });
    return data;
  }
}

module.exports = PagoEfectivoService;
