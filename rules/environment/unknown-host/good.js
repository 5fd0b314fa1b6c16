const apiUrl = process.env.NODE_ENV === 'production'
  ? 'https://services.pagoefectivo.pe/v1'
  : 'https://pre1a.services.pagoefectivo.pe/v1';
