import os

PAGOEFECTIVO = {
    "url": "https://services.pagoefectivo.pe",
    "access_key": os.environ["PAGOEFECTIVO_ACCESS_KEY"],
    "secret_key": os.environ["PAGOEFECTIVO_SECRET_KEY"],  # pe-audit: expect
}
