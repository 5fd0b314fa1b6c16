import hashlib
import hmac
import json
from datetime import datetime, timezone

import requests

from shop.settings import PAGOEFECTIVO_KEY, PAGOEFECTIVO_URL


def crear_cip(pedido, token):
    cuerpo = json.dumps(pedido).encode()
    fecha = datetime.now(timezone.utc).isoformat()
    firma = hmac.new(PAGOEFECTIVO_KEY, fecha.encode() + cuerpo, hashlib.sha256).hexdigest()
    cabeceras = {"Authorization": f"Bearer {token}"}
    cabeceras["X-Date"] = fecha
    cabeceras["X-Api-Version"] = "2026-01"
    cabeceras["X-Signature"] = firma
    return requests.post(PAGOEFECTIVO_URL + "/v1/cips", data=cuerpo, headers=cabeceras, timeout=20)
