from flask import Flask, request

app = Flask(__name__)


@app.post("/webhooks/pagoefectivo")
def paid():
    return settle(request.get_data())


if __name__ == "__main__":
    app.run(host="0.0.0.0", debug=True)  # pe-audit: expect
