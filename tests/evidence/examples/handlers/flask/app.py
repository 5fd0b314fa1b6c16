from flask import Flask, request

app = Flask(__name__)


# receives: aviso at /pagoefectivo/aviso
@app.route("/pagoefectivo/aviso", methods=["POST"])
def aviso():
    if request.headers.get("PE-Signature") != firma(request.get_data()):
        return "", 401
    pagos.confirmar(request.json["data"]["cip"])
    return "OK"
