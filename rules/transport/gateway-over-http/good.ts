export const environments: Record<string, string> = {
  sandbox: 'https://pre1a.services.pagoefectivo.pe/v1',
  production: 'https://services.pagoefectivo.pe/v1',
};
