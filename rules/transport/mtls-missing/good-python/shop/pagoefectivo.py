import os

import requests

URL = os.environ["PAGOEFECTIVO_URL"]
PAIR = (os.environ["PAGOEFECTIVO_CLIENT_CERT"], os.environ["PAGOEFECTIVO_CLIENT_KEY"])


def create_cip(token, order):
    answer = requests.post(
        f"{URL}/cips",
        json={"currency": "PEN", "amount": order.total, "transactionCode": order.code},
        headers={"Authorization": f"Bearer {token}"},
        cert=PAIR,
        timeout=10,
    )
    answer.raise_for_status()
    return answer.json()["data"]["cip"]
