import os

import requests

URL = os.environ["PAGOEFECTIVO_URL"]


def create_cip(order):
    return requests.post(
        f"{URL}/cips",
        json={"currency": "PEN", "amount": order.total},
        headers={"Authorization": f"Bearer {os.environ['PAGOEFECTIVO_SECRET_KEY']}"},  # pe-audit: expect
        timeout=10,
    ).json()
