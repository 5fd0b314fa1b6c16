import pRetry from 'p-retry';
import { v4 as uuidv4 } from 'uuid';

const API = 'https://api.mercadopago.com';

export function createPayment(pago: Pago, accessToken: string): Promise<Response> {
  return pRetry(
    () =>
      fetch(`${API}/v1/payments`, {
        method: 'POST',
        signal: AbortSignal.timeout(15_000),
        headers: {
          Authorization: `Bearer ${accessToken}`,
          'X-Idempotency-Key': uuidv4(), // pe-audit: expect
        },
        body: JSON.stringify(pago),
      }),
    { retries: 3 },
  );
}
