def f():
  for o in orders:
    requests.post('https://services.pagoefectivo.pe/v1/cips')
    time.sleep(1)
