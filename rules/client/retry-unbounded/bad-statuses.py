import requests
from requests.adapters import HTTPAdapter
from urllib3.util import Retry

BASE = "https://services.pagoefectivo.pe"


def session():
    retry = Retry(total=5, backoff_factor=0.5, status_forcelist=[400, 401, 500, 502, 503])  # pe-audit: expect
    http = requests.Session()
    http.mount("https://", HTTPAdapter(max_retries=retry))
    return http


def search(cip, token):
    http = session()
    headers = {"Authorization": f"Bearer {token}"}
    return http.post(BASE + "/v1/cips/search", json={"data": [{"cip": cip}]}, headers=headers, timeout=20)
