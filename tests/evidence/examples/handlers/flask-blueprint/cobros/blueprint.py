bp = Blueprint("izipay", __name__, url_prefix="/izipay")


# receives: ipn at /izipay/ipn
@bp.post("/ipn")
def ipn():
    respuesta = json.loads(request.form["kr-answer"])
    db.session.query(Venta).filter_by(id=respuesta["orderDetails"]["orderId"]).update({"estado": "pagado"})
    db.session.commit()
    return "ok"
