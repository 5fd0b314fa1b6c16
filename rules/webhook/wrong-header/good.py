import hashlib
import hmac
import os

from flask import Blueprint, request

from agencia.reservas import confirmar_reserva

pagos = Blueprint("pagos", __name__)


@pagos.post("/pagoefectivo/ipn")
def recibir_aviso():
    cuerpo = request.get_data()
    recibida = request.headers.get("PE-Signature", "")
    firma = hmac.new(os.environ["PAGOEFECTIVO_SECRET_KEY"].encode(), cuerpo, hashlib.sha256).hexdigest()
    if not hmac.compare_digest(firma.encode(), recibida.encode()):
        return {"error": "firma no válida"}, 401
    confirmar_reserva(request.get_json())
    return "", 200
