bp = Blueprint("webhooks", __name__, url_prefix="/webhooks")


@bp.before_request
def comprobar_firma():
    if not firma_valida(request.get_data(), request.headers.get("PE-Signature")):
        abort(401)


# before: comprobar_firma
@bp.post("/pagoefectivo")
def pagoefectivo():
    Venta.pagar(request.json["data"]["cip"])
    return "OK"
