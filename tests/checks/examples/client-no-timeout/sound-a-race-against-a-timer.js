await Promise.race([fetch('https://services.pagoefectivo.pe/v1/cips'), after(9000)]);
