import requests
s = requests.Session()
s.mount('https://', Limited(timeout=9))
s.post('https://services.pagoefectivo.pe/v1/cips', json=b)
