import hashlib
import hmac
import os

from flask import Blueprint, abort, request

from tienda.models import Pedido, db

pagoefectivo = Blueprint("pagoefectivo", __name__)


@pagoefectivo.route("/webhook/pagoefectivo", methods=["POST"])
def notificacion():
    clave = os.environ["PAGOEFECTIVO_SECRET_KEY"].encode()
    firma = hmac.new(clave, request.get_data(), hashlib.sha256).hexdigest()
    if not hmac.compare_digest(firma, request.headers.get("PE-Signature", "")):
        abort(401)

    aviso = request.get_json()
    pedido = Pedido.query.filter_by(cip=aviso["data"]["cip"]).one()
    pedido.estado = "pagado"
    db.session.commit()
    return "", 204 # pe-audit: expect
