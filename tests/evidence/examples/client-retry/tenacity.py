from tenacity import retry, stop_after_attempt, wait_exponential
@retry(stop=stop_after_attempt(4), wait=wait_exponential())
def f():
  requests.post('https://services.pagoefectivo.pe/v1/cips')
