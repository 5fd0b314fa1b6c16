from flask import Blueprint, request

from tienda.extensiones import csrf
from tienda.firma import es_valida
from tienda.pedidos import marcar_pagado

pagos = Blueprint("pagos", __name__)


@pagos.route("/pagoefectivo/webhook", methods=["POST"])
def webhook():  # pe-audit: expect
    if not es_valida(request.get_data(), request.headers.get("PE-Signature", "")):
        return "", 401
    marcar_pagado(request.get_json()["data"]["transactionCode"])
    return "", 200
