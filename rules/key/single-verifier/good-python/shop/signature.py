import hashlib
import hmac
import os

NAMES = ("PAGOEFECTIVO_SECRET_KEY", "PAGOEFECTIVO_SECRET_KEY_OLD")
KEYS = [os.environ[name].encode() for name in NAMES if name in os.environ]


def is_from_pagoefectivo(body: bytes, given: str) -> bool:
    expected = [hmac.new(key, body, hashlib.sha256).hexdigest() for key in KEYS]
    return any([hmac.compare_digest(one, given) for one in expected])


def pagoefectivo_uses_the_newest(body: bytes, given: str) -> bool:
    expected = hmac.new(KEYS[0], body, hashlib.sha256).hexdigest()
    return hmac.compare_digest(expected, given)
