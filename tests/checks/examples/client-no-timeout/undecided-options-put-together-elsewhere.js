const { options } = require('./http');
axios.post('https://services.pagoefectivo.pe/v1/cips', b, options);
