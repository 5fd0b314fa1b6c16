import uuid

import requests
from tenacity import retry, stop_after_attempt, wait_exponential

from tienda.ajustes import PAGOEFECTIVO_URL


@retry(stop=stop_after_attempt(4), wait=wait_exponential())
def crear_cip(pedido, token):
    cuerpo = {
        "currency": "PEN",
        "amount": str(pedido.total),
        "transactionCode": uuid.uuid4().hex[:30],  # pe-audit: expect
        "userEmail": pedido.correo,
    }
    cabeceras = {"Authorization": f"Bearer {token}"}
    respuesta = requests.post(PAGOEFECTIVO_URL + "/v1/cips", json=cuerpo, headers=cabeceras, timeout=20)
    respuesta.raise_for_status()
    return respuesta.json()["data"]
