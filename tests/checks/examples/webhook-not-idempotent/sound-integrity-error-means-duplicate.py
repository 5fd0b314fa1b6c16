from flask import Flask, request
from sqlalchemy.exc import IntegrityError

from models import Order, Payment, db
from mail import send_receipt

app = Flask(__name__)


@app.route("/webhook/pagoefectivo", methods=["POST"])
def webhook():
    body = request.get_json()
    order = Order.query.filter_by(cip=body["data"]["cip"]).one()
    try:
        db.session.add(Payment(operation_number=body["operationNumber"], order=order))
        order.status = "PAID"
        db.session.commit()
    except IntegrityError:
        db.session.rollback()
        return "duplicate", 200
    send_receipt(order)
    return "OK", 200
