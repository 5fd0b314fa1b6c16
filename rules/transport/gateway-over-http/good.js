const baseURL = process.env.PAGOEFECTIVO_API_URL ?? 'https://services.pagoefectivo.pe/v1'; // not http://services.pagoefectivo.pe

export const authorize = (body) => fetch(`${baseURL}/authorizations`, { method: 'POST', body: JSON.stringify(body) });
