import os

import requests

URL = os.environ["PAGOEFECTIVO_URL"]


def create_cip(order, token):
    return requests.post(
        f"{URL}/cips",
        json={"currency": "PEN", "amount": order.total},
        headers={"Authorization": f"Bearer {token}"},
        timeout=10,
    ).json()
