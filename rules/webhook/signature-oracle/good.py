import hashlib
import hmac
import os

from flask import Blueprint, request

from tienda.pedidos import matricular

pagos = Blueprint("pagos", __name__)


@pagos.post("/pagoefectivo/ipn")
def pagoefectivo_ipn():
    cuerpo = request.get_data()
    recibida = request.headers.get("PE-Signature", "")
    firma = hmac.new(os.environ["PAGOEFECTIVO_SECRET_KEY"].encode(), cuerpo, hashlib.sha256).hexdigest()
    if not hmac.compare_digest(firma.encode(), recibida.encode()):
        return {"error": "firma no válida"}, 401
    matricular(request.get_json())
    return "", 200
