const AUTH = "https://services.pagoefectivo.pe/v1/authorizations";
const CIPS = "https://services.pagoefectivo.pe/v1/cips";

export const urls = { AUTH, CIPS };
