def f():
  while True:
    try:
      return requests.post('https://services.pagoefectivo.pe/v1/cips')
    except X:
      time.sleep(5)
