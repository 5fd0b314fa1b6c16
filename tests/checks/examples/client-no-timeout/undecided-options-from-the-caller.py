def call(b, **kwargs):
  return requests.post('https://services.pagoefectivo.pe/v1/cips', json=b, **kwargs)
