axios.post('https://services.pagoefectivo.pe/v1/cips', b, { timeout: 0 });
