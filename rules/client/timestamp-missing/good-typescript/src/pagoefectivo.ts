import { createHmac } from 'node:crypto';

export class PagoEfectivoClient {
  constructor(private readonly baseUrl: string, private readonly signingKey: string) {}

  async search(cip: string, token: string): Promise<unknown> {
    const body = JSON.stringify({ data: [{ cip }] });
    const answer = await fetch(`${this.baseUrl}/v1/cips/search`, {
      method: 'POST',
      signal: AbortSignal.timeout(15_000),
      headers: this.headers(body, token),
      body,
    });
    return answer.json();
  }

  private headers(body: string, token: string): Record<string, string> {
    const date = new Date().toISOString();
    return {
      Authorization: `Bearer ${token}`,
      'X-Date': date,
      'X-Api-Version': '2026-01',
      'X-Signature': createHmac('sha256', this.signingKey).update(date + body).digest('hex'),
    };
  }
}
