requests.post('https://services.pagoefectivo.pe/v1/cips', json=b, timeout=LIMITE)
