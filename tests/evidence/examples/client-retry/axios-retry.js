axiosRetry(axios, { retries: 3, retryDelay: axiosRetry.exponentialDelay });
axios.post('https://services.pagoefectivo.pe/v1/cips');
