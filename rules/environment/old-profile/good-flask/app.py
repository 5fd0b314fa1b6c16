from flask import Flask, abort, request

from signature import verify

app = Flask(__name__)


@app.post("/webhooks/pagoefectivo")
def notified():
    signature = request.headers.get("X-Signature", "")
    sent = request.headers.get("X-Date", "")
    if not verify(request.get_data(), signature, sent):
        abort(401)
    return "", 200
