import backoff
@backoff.on_exception(backoff.expo, Exception, max_tries=3)
def f():
  requests.post('https://services.pagoefectivo.pe/v1/cips')
