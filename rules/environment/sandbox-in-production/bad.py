import os

import requests

BASE_URL = os.getenv("PAGOEFECTIVO_URL", "https://pre1a.services.pagoefectivo.pe")  # pe-audit: expect


def authorize(body, server):
    return requests.post(f"{server}/v1/authorizations", json=body, timeout=20)


def cips(body, token):
    return requests.post(
        "https://pre1a.services.pagoefectivo.pe/v1/cips",  # pe-audit: expect
        json=body,
        headers={"Authorization": f"Bearer {token}"},
        timeout=20,
    )
