await superagent.post('https://services.pagoefectivo.pe/v1/cips').send(b).timeout(9000);
