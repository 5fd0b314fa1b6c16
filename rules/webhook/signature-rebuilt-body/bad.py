import hashlib
import hmac
import os

from flask import Blueprint, request

from tienda.pedidos import registrar_pago

pagos = Blueprint("pagos", __name__)


@pagos.post("/pagoefectivo/ipn")
def pagoefectivo_ipn():
    aviso = request.get_json()
    cuerpo = '{"eventType":"%s","operationNumber":"%s","data":{"cip":"%s"}}' % (  # pe-audit: expect
        aviso["eventType"],
        aviso["operationNumber"],
        aviso["data"]["cip"],
    )
    recibida = request.headers.get("PE-Signature", "")
    firma = hmac.new(os.environ["PAGOEFECTIVO_SECRET_KEY"].encode(), cuerpo.encode(), hashlib.sha256).hexdigest()
    if not hmac.compare_digest(firma.encode(), recibida.encode()):
        return {"error": "firma no válida"}, 401
    registrar_pago(aviso)
    return "", 200
