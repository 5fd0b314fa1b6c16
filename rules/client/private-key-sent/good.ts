import { createHash } from 'node:crypto';

const BASE = 'https://services.pagoefectivo.pe';

export async function authorize(dateRequest: string): Promise<string> {
  const { PE_SERVICE: service, PE_ACCESS: accessKey, PE_SECRET: secretKey } = process.env;
  const hashString = createHash('sha256').update(`${service}.${accessKey}.${secretKey}.${dateRequest}`).digest('hex');
  const answer = await fetch(`${BASE}/v1/authorizations`, {
    method: 'POST',
    signal: AbortSignal.timeout(15_000),
    headers: { 'Content-Type': 'application/json' },
    body: JSON.stringify({ accessKey, idService: service, dateRequest, hashString }),
  });
  return (await answer.json()).data.token;
}
