import hashlib
import hmac
import os

from flask import Blueprint, request

from tienda.pedidos import cobrar

pagos = Blueprint("pagos", __name__)


@pagos.post("/notificaciones/pagoefectivo")
def pagoefectivo_ipn():
    cuerpo = request.get_data()
    recibida = request.headers.get("PE-Signature", "")
    firma = hmac.new(os.environ["PAGOEFECTIVO_SECRET_KEY"].encode(), cuerpo, hashlib.md5).hexdigest()  # pe-audit: expect
    if not hmac.compare_digest(firma.encode(), recibida.encode()):
        return {"error": "firma no válida"}, 401
    cobrar(request.get_json())
    return "", 200
