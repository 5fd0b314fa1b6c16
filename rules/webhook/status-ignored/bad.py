"""Flask: the event is not read."""

from decimal import Decimal

from flask import Blueprint, request

from tienda.extensions import db
from tienda.models import Pedido

blueprint = Blueprint("pagoefectivo", __name__)


@blueprint.post("/webhooks/pagoefectivo")
def notificacion():  # pe-audit: expect
    aviso = request.get_json()
    pedido = Pedido.query.filter_by(cip=aviso["data"]["cip"]).first_or_404()
    if Decimal(str(aviso["data"]["amount"])) != pedido.total or aviso["data"]["currency"] != pedido.moneda:
        return "", 500
    pedido.estado = "pagado"
    db.session.commit()
    return "OK"
