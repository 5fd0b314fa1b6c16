"""Flask: the sum is compared as a decimal, for floats are no money."""

from decimal import Decimal

from flask import Blueprint, request

from tienda.extensions import db
from tienda.models import Pedido

blueprint = Blueprint("pagoefectivo", __name__)


@blueprint.post("/webhooks/pagoefectivo")
def notificacion():
    aviso = request.get_json()
    if aviso["eventType"] != "cip.paid":
        return "OK"

    pedido = Pedido.query.filter_by(cip=aviso["data"]["cip"]).first_or_404()
    if Decimal(str(aviso["data"]["amount"])) != pedido.total or aviso["data"]["currency"] != pedido.moneda:
        return "", 500
    pedido.estado = "pagado"
    db.session.commit()
    return "OK"
