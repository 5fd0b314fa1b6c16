import requests
from django.conf import settings


def crear_cip(pedido, token):
    url = settings.PAGOEFECTIVO_URL + "/v1/cips"
    cuerpo = {
        "currency": "PEN",
        "amount": str(pedido.total),
        "transactionCode": pedido.codigo,
        "userEmail": pedido.correo,
    }
    cabeceras = {"Authorization": f"Bearer {token}", "Accept-Language": "es-PE"}
    respuesta = requests.post(url, json=cuerpo, headers=cabeceras, timeout=(5, 20))
    if respuesta.status_code == 429:
        raise LimiteDeLlamadas(int(respuesta.headers.get("Retry-After", 30)))
    respuesta.raise_for_status()
    return respuesta.json()["data"]["cipUrl"]
