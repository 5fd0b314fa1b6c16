import requests


def search(token, cips):
    return requests.post(
        "https://services.pagoefectivo.pe/v1/cips/search",
        json={"data": cips},
        headers={"Authorization": f"Bearer {token}"},
        timeout=20,
    )
