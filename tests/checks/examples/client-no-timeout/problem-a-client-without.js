const api = axios.create({ baseURL: 'https://services.pagoefectivo.pe/v1/cips' });
await api.post('/v1/cips', b);
