const c = new AbortController(); setTimeout(() => c.abort(), 9000);
await fetch('https://services.pagoefectivo.pe/v1/cips', { method: 'POST', signal: c.signal });
