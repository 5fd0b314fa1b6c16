from flask import Blueprint, abort, current_app, request

payments = Blueprint("payments", __name__)


@payments.post("/webhooks/pagoefectivo")
def paid():
    address = request.headers.get("X-Forwarded-For", request.remote_addr)
    address = address.split(",")[0].strip()
    if address not in current_app.config["WEBHOOK_ALLOWED_IPS"]:  # pe-audit: expect
        abort(403)
    return settle(request.get_data())
