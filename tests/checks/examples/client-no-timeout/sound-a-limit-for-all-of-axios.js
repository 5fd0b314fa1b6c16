axios.defaults.timeout = 8000;
axios.post('https://services.pagoefectivo.pe/v1/cips', b);
