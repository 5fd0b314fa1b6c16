import { createHash } from 'node:crypto';

const settings = {
  serviceId: process.env.PAGOEFECTIVO_SERVICE_ID,
  accessKey: process.env.PAGOEFECTIVO_ACCESS_KEY,
  secretKey: process.env.PAGOEFECTIVO_SECRET_KEY || 'bodega-andina-2023',
  url: process.env.PAGOEFECTIVO_API_URL || 'https://pre1a.services.pagoefectivo.pe/v1',
};

export async function authorize(dateRequest) {
  const { serviceId, accessKey, secretKey } = settings;
  const hashString = createHash('sha256')
    .update([serviceId, accessKey, secretKey, dateRequest].join('.'))
    .digest('hex');
  const response = await fetch(`${settings.url}/authorizations`, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json' },
    body: JSON.stringify({ accessKey, idService: serviceId, dateRequest, hashString }),
    signal: AbortSignal.timeout(20_000),
  });
  if (!response.ok) throw new Error(`authorization failed with ${response.status}`);
  return (await response.json()).data.token;
}
