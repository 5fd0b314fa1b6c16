await fetch('https://services.pagoefectivo.pe/v1/cips', { method: 'POST' }); setTimeout(() => poll(), 9000);
