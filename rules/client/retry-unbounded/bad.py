import time

import requests

from tienda.ajustes import PAGOEFECTIVO_URL


def esperar_pago(cip, token):
    while True:  # pe-audit: expect
        respuesta = requests.post(
            PAGOEFECTIVO_URL + "/v1/cips/search",
            json={"data": [{"cip": cip}]},
            headers={"Authorization": f"Bearer {token}"},
            timeout=20,
        )
        if respuesta.ok and respuesta.json()["data"][0]["status"] == 23:
            return respuesta.json()
        time.sleep(5)
