import axios from 'axios';
import pRetry from 'p-retry';

export class PagoEfectivoClient {
  constructor(private readonly baseUrl: string, private readonly accessKey: string) {}

  async status(cip: string, token: string): Promise<unknown> {
    const headers = { Authorization: `Bearer ${token}` };
    const ask = () => axios.post(`${this.baseUrl}/v1/cips/search`, { data: [{ cip }] }, { headers, timeout: 15_000 });
    return pRetry(ask, { retries: 4, factor: 2 });
  }
}
