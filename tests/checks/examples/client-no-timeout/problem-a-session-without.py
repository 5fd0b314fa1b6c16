import requests
s = requests.Session()
s.post('https://services.pagoefectivo.pe/v1/cips', json=b)
