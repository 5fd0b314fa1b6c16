import ssl
from urllib.request import urlopen

import jwt
import requests

session = requests.Session()
session.verify = True


def create_cip(order, token):
    claims = jwt.decode(token, verify=False)
    answer = requests.post(
        "https://services.pagoefectivo.pe/v1/cips",
        json={**order, "service": claims["sub"]},
        headers={"Authorization": f"Bearer {token}"},
        verify="/etc/ssl/certs/gateway-ca.pem",
        timeout=20,
    )
    return answer.json()["data"]["cip"]


def rates(url):
    context = ssl.create_default_context()
    context.check_hostname = True
    context.verify_mode = ssl.CERT_REQUIRED
    return urlopen(url, context=context).read()
