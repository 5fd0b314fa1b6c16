from urllib3 import Retry
s=requests.Session()
s.mount('https://', HTTPAdapter(max_retries=Retry(total=3, backoff_factor=1, status_forcelist=[401,500])))
s.post('https://services.pagoefectivo.pe/v1/cips')
