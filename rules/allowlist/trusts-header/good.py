from flask import Blueprint, abort, current_app, request

payments = Blueprint("payments", __name__)


@payments.post("/webhooks/pagoefectivo")
def paid():
    if request.remote_addr not in current_app.config["WEBHOOK_ALLOWED_IPS"]:
        abort(403)
    return settle(request.get_data())
