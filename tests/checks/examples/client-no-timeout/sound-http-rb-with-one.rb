HTTP.timeout(10).post('https://services.pagoefectivo.pe/v1/cips', json: body)
