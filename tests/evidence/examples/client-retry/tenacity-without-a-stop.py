from tenacity import retry
@retry
def f():
  requests.post('https://services.pagoefectivo.pe/v1/cips')
