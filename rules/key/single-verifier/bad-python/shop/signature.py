import hashlib
import hmac
import os


def is_from_pagoefectivo(body: bytes, given: str) -> bool:
    key = os.environ["PAGOEFECTIVO_SECRET_KEY"].encode()
    expected = hmac.new(key, body, hashlib.sha256).hexdigest()
    return hmac.compare_digest(expected, given)  # pe-audit: expect
