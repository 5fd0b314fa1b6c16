const r = await pRetry(() => axios.post('https://services.pagoefectivo.pe/v1/cips'), { retries: 5 });
