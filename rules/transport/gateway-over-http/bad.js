const baseURL = process.env.PAGOEFECTIVO_API_URL ?? 'http://services.pagoefectivo.pe/v1'; // pe-audit: expect

export const authorize = (body) => fetch(`${baseURL}/authorizations`, { method: 'POST', body: JSON.stringify(body) });
