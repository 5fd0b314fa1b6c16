"""CIPs of the shop. Old notices went to "http://bodega-andina.pe/pagoefectivo/callback/"."""

import os

import requests

CALLBACK_URL = os.environ.get("CALLBACK_URL", "http://127.0.0.1:8000/pagoefectivo/callback/")
NOTIFICATION_NAMESPACE = "http://schemas.xmlsoap.org/soap/envelope/"


def create_cip(order, token):
    response = requests.post(
        os.environ["PAGOEFECTIVO_API_URL"] + "/v1/cips",
        json={
            "amount": str(order.total),
            "transactionCode": order.code,
            "url_retorno": f"https://{order.shop.domain}/compra/{order.code}",
        },
        headers={"Authorization": f"Bearer {token}"},
        timeout=20,
    )
    response.raise_for_status()
    return response.json()["data"]
