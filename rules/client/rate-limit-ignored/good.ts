const BASE = 'https://services.pagoefectivo.pe';

export async function getCip(cip: string, token: string): Promise<CipStatus> {
  const response = await fetch(`${BASE}/v1/cips/search`, {
    method: 'POST',
    signal: AbortSignal.timeout(15_000),
    headers: { Authorization: `Bearer ${token}`, 'Content-Type': 'application/json' },
    body: JSON.stringify({ data: [{ cip }] }),
  });
  if (response.status === 429) throw new RateLimited(Number(response.headers.get('Retry-After') ?? 30));
  if (!response.ok) throw new Error(`PagoEfectivo answered ${response.status}`);
  return (await response.json()).data[0];
}
