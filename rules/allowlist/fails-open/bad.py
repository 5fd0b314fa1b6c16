from flask import abort, current_app, request


def require_gateway():
    allowed_ips = current_app.config.get("PAGOEFECTIVO_ALLOWED_IPS", [])
    if not allowed_ips:  # pe-audit: expect
        return
    if request.remote_addr not in allowed_ips:
        abort(403)
