const apiUrl = process.env.NODE_ENV === 'production'
  ? 'https://services.pagoefectivo.pe/v1'
  : 'https://api-hermes.pagoefectivo.pe/v1'; // pe-audit: expect
