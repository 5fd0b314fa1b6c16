"""Flask: X-Date is signed, so it tells the truth, and nobody asks it."""

import hashlib
import hmac
import os

from flask import Flask, abort, request

from pagos.modelos import Pedido, db

app = Flask(__name__)


@app.post("/webhooks/pagoefectivo")
def notificacion():  # pe-audit: expect
    firmado = request.headers["X-Date"].encode() + b"." + request.get_data()
    esperada = hmac.new(os.environ["PAGOEFECTIVO_WEBHOOK_KEY"].encode(), firmado, hashlib.sha256).hexdigest()
    if not hmac.compare_digest(esperada, request.headers.get("X-Signature", "")):
        abort(401)

    aviso = request.get_json()
    pedido = Pedido.query.filter_by(cip=aviso["data"]["cip"]).first_or_404()
    if aviso["eventType"] == "cip.paid" and pedido.estado == "pendiente":
        pedido.estado = "pagado"
        db.session.commit()
    return "OK"
