Net::HTTP.post(URI('https://services.pagoefectivo.pe/v1/cips'), body)
