import hashlib
import hmac
import os

from flask import Blueprint, request

from tienda.pedidos import abonar

pagos = Blueprint("pagos", __name__)


@pagos.post("/pagoefectivo/ipn")
def aviso_de_pago():
    cuerpo = request.get_data()
    recibida = request.headers.get("PE-Signature", "")
    firma = hmac.new(os.environ["PAGOEFECTIVO_SECRET_KEY"].encode(), cuerpo, hashlib.sha256).hexdigest()
    if not hmac.compare_digest(firma.encode(), recibida.encode()):
        return {"error": "firma no válida"}, 401
    abonar(request.get_json())
    return "", 200
