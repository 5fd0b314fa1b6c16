const BASE = 'https://services.pagoefectivo.pe';

async function authorize(body) {
  for (;;) { // pe-audit: expect
    try {
      const answer = await fetch(`${BASE}/v1/authorizations`, {
        method: 'POST',
        signal: AbortSignal.timeout(15000),
        headers: { 'Content-Type': 'application/json' },
        body: JSON.stringify(body),
      });
      return await answer.json();
    } catch (error) {
      console.warn('PagoEfectivo does not answer', error.message);
      await new Promise((resolve) => setTimeout(resolve, 1000));
    }
  }
}

module.exports = { authorize };
