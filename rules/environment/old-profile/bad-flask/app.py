from flask import Flask, abort, request

from signature import verify

app = Flask(__name__)


@app.post("/webhooks/pagoefectivo")
def notified():
    signature = request.headers.get("PE-Signature", "")  # pe-audit: expect
    if not verify(request.get_data(), signature):
        abort(401)
    return "", 200
