from flask import Flask, request

from models import Order, db

app = Flask(__name__)


@app.post("/webhooks/conekta")
def conekta():
    event = request.get_json()
    order = Order.query.filter_by(checkout_id=event["data"]["object"]["id"]).first_or_404()
    order.payment_status = event["data"]["object"]["payment_status"]
    db.session.commit()
    return "", 200
