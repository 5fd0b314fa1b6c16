import hashlib
import hmac

from flask import Blueprint, abort, current_app, request

from .mail import send_receipt
from .models import LedgerEntry, Order, db

pagoefectivo = Blueprint("pagoefectivo", __name__)


@pagoefectivo.post("/pagoefectivo/notificacion")
def notificacion():
    key = current_app.config["PAGOEFECTIVO_SECRET_KEY"].encode()
    mac = hmac.new(key, request.get_data(), hashlib.sha256).hexdigest()
    if not hmac.compare_digest(mac, request.headers.get("PE-Signature", "")):
        abort(401)

    event = request.get_json()
    if event["eventType"] != "cip.paid":
        return "", 200

    order = Order.query.filter_by(cip=event["data"]["cip"]).with_for_update().first_or_404()
    if order.status == "paid":
        return "", 200
    order.status = "paid"
    db.session.add(LedgerEntry(order_id=order.id, amount=event["data"]["amount"]))
    db.session.commit()
    send_receipt(order)
    return "", 200
