import requests

HOST = "secure.pagoefectivo.pe"  # pe-audit: expect


def token(body):
    return requests.post(f"https://{HOST}/v1/authorizations", json=body, timeout=20).json()["data"]["token"]
