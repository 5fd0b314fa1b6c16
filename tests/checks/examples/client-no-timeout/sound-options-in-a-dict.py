o = {'timeout': 9}
requests.post('https://services.pagoefectivo.pe/v1/cips', **o)
