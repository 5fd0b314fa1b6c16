"""Flask: whatever goes wrong in the check ends the request."""

import hashlib
import hmac
import logging
import os

from flask import Flask, request

from shop import db
from shop.models import Order

app = Flask(__name__)


@app.post("/webhooks/pagoefectivo")
def pagoefectivo():
    try:
        expected = hmac.new(os.environ["PAGOEFECTIVO_SECRET_KEY"].encode(), request.get_data(), hashlib.sha256)
        if not hmac.compare_digest(expected.hexdigest(), request.headers["PE-Signature"]):
            return "", 401
    except Exception as error:
        logging.warning("PagoEfectivo: signature not checked: %s", type(error).__name__)
        return "", 401

    notice = request.get_json()
    if notice["eventType"] == "cip.paid":
        order = Order.query.filter_by(cip=notice["data"]["cip"]).first_or_404()
        order.status = "paid"
        db.session.commit()
    return "OK"
