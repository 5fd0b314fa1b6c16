const settings = {
  serviceId: process.env.PAGOEFECTIVO_SERVICE_ID,
  apiUrl: process.env.PAGOEFECTIVO_API_URL || 'https://services.pagoefectivo.pe/v1',
  environment: process.env.PAGOEFECTIVO_ENVIRONMENT || 'production',
};

const paymentPage =
  process.env.NODE_ENV === 'production'
    ? 'https://payment.pagoefectivo.pe'
    : 'https://pre1a.payment.pagoefectivo.pe';

// 'https://pre1a.services.pagoefectivo.pe/v1' is the sandbox
module.exports = { settings, paymentPage };
