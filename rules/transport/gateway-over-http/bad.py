import requests


def search(token, cips):
    return requests.post(
        "http://services.pagoefectivo.pe/v1/cips/search",  # pe-audit: expect
        json={"data": cips},
        headers={"Authorization": f"Bearer {token}"},
        timeout=20,
    )
