@shared_task(autoretry_for=(X,), retry_backoff=True, max_retries=5)
def f():
  requests.post('https://services.pagoefectivo.pe/v1/cips')
