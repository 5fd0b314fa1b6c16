import os

import requests

URL = os.environ["PAGOEFECTIVO_URL"]


def create_cip(token, order):
    answer = requests.post(  # pe-audit: expect
        f"{URL}/cips",
        json={"currency": "PEN", "amount": order.total, "transactionCode": order.code},
        headers={"Authorization": f"Bearer {token}"},
        timeout=10,
    )
    answer.raise_for_status()
    return answer.json()["data"]["cip"]
