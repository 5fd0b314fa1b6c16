const AUTH = "https://services.pagoefectivo.pe/v1/authorizations";
const CIPS = "https://services.pagoefectivo.pe/v2/cips"; // pe-audit: expect

export const urls = { AUTH, CIPS };
