const api = axios.create({ baseURL: 'https://services.pagoefectivo.pe/v1/cips', timeout: 5000 });
await api.post('/v1/cips', b);
