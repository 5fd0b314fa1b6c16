import hashlib

import requests

from tienda.ajustes import PAGOEFECTIVO


def autorizar(fecha: str) -> str:
    partes = (PAGOEFECTIVO["servicio"], PAGOEFECTIVO["access_key"], PAGOEFECTIVO["secret_key"], fecha)
    cuerpo = {
        "accessKey": PAGOEFECTIVO["access_key"],
        "idService": PAGOEFECTIVO["servicio"],
        "dateRequest": fecha,
        "hashString": hashlib.sha256(".".join(partes).encode()).hexdigest(),
    }
    respuesta = requests.post(PAGOEFECTIVO["url"] + "/v1/authorizations", json=cuerpo, timeout=20)
    return respuesta.json()["data"]["token"]
