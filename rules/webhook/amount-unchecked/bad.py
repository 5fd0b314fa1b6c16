"""Flask: whoever generated the CIP chose the price."""

from flask import Blueprint, request

from tienda.extensions import db
from tienda.models import Pedido

blueprint = Blueprint("pagoefectivo", __name__)


@blueprint.post("/webhooks/pagoefectivo")
def notificacion():  # pe-audit: expect
    aviso = request.get_json()
    if aviso["eventType"] != "cip.paid":
        return "OK"

    pedido = Pedido.query.filter_by(cip=aviso["data"]["cip"]).first_or_404()
    pedido.estado = "pagado"
    db.session.commit()
    return "OK"
