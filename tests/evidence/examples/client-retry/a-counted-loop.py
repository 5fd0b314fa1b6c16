def f():
  for attempt in range(3):
    try:
      return requests.post('https://services.pagoefectivo.pe/v1/cips')
    except X:
      time.sleep(2 ** attempt)
