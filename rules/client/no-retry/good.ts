import pRetry, { AbortError } from 'p-retry';

const BASE = 'https://services.pagoefectivo.pe';

export const getCip = (cip: string, token: string): Promise<CipStatus> =>
  pRetry(() => ask(cip, token), { retries: 3, factor: 2 });

async function ask(cip: string, token: string): Promise<CipStatus> {
  const response = await fetch(`${BASE}/v1/cips/search`, {
    method: 'POST',
    signal: AbortSignal.timeout(15_000),
    headers: { Authorization: `Bearer ${token}`, 'Content-Type': 'application/json' },
    body: JSON.stringify({ data: [{ cip }] }),
  });
  if (response.status >= 400 && response.status < 500) throw new AbortError(`refused: ${response.status}`);
  if (!response.ok) throw new Error(`PagoEfectivo answered ${response.status}`);
  return (await response.json()).data[0];
}
