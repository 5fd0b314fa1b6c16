HTTP.auth(token).post('https://services.pagoefectivo.pe/v1/cips', json: body)
