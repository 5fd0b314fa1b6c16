import os

import requests

BASE_URLS = {
    "sandbox": "https://pre1a.services.pagoefectivo.pe",
    "prod": "https://services.pagoefectivo.pe",
}
ENVIRONMENT = os.environ["PAGOEFECTIVO_ENVIRONMENT"]


def authorize(body):
    """The sandbox is at "https://pre1a.services.pagoefectivo.pe"."""
    return requests.post(f"{BASE_URLS[ENVIRONMENT]}/v1/authorizations", json=body, timeout=20)
