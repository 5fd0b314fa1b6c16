@app.route("/pagar", methods=["POST"])
def pagar():
    cip = pagoefectivo.crear_cip(request.form["monto"], request.form["correo"], callback_url=CALLBACK)
    return render_template("cip.html", cip=cip)
