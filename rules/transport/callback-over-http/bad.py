import os

import requests

CALLBACK_URL = os.environ.get("CALLBACK_URL", "http://bodega-andina.pe/pagoefectivo/callback/")  # pe-audit: expect


def create_cip(order, token):
    response = requests.post(
        os.environ["PAGOEFECTIVO_API_URL"] + "/v1/cips",
        json={
            "amount": str(order.total),
            "transactionCode": order.code,
            "url_retorno": f"http://{order.shop.domain}/compra/{order.code}",  # pe-audit: expect
        },
        headers={"Authorization": f"Bearer {token}"},
        timeout=20,
    )
    response.raise_for_status()
    return response.json()["data"]
