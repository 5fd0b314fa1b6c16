import hashlib
import hmac

import requests

SECRET_KEY = "ftcasvmz+x$=e(j4hlafbt2mc+7_+$ojl#ihen)k=zlqr4nde2"  # pe-audit: expect
DATABASE_URL = "postgresql://pagos:Huascaran6768@db.tienda-andina.pe:5432/pagos"  # pe-audit: expect


def is_genuine(body: bytes, signature: str) -> bool:
    expected = hmac.new(b"avisos-tienda-andina-2025", body, hashlib.sha256)  # pe-audit: expect
    return hmac.compare_digest(expected.hexdigest(), signature)


def balance() -> dict:
    headers = {"Authorization": "Bearer 9e6k8wmSwk81zG4ExeBt876IroUSqJog"}  # pe-audit: expect
    return requests.get("https://api.tienda-andina.pe/v1/balance", headers=headers, timeout=10).json()
