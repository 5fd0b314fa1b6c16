async function withRetry(fn, n = 3) { for (let i = 0; i < n; i++) { try { return await fn(); } catch (e) { await sleep(2 ** i * 100); } } }
withRetry(() => axios.post('https://services.pagoefectivo.pe/v1/cips'));
