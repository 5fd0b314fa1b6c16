const settings = {
  serviceId: process.env.PAGOEFECTIVO_SERVICE_ID,
  apiUrl: process.env.PAGOEFECTIVO_API_URL || 'https://pre1a.services.pagoefectivo.pe/v1', // pe-audit: expect
  environment: process.env.PAGOEFECTIVO_ENVIRONMENT || 'sandbox', // pe-audit: expect
};

const paymentPage =
  process.env.NODE_ENV === 'production'
    ? 'https://pre1a.payment.pagoefectivo.pe' // pe-audit: expect
    : 'https://pre1a.payment.pagoefectivo.pe';

module.exports = { settings, paymentPage };
