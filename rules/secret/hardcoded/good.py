import hashlib
import hmac
import os

SECRET_KEY = os.environ["DJANGO_SECRET_KEY"]
DATABASE_URL = os.environ["DATABASE_URL"]
PASSWORD_HASHERS = ["django.contrib.auth.hashers.Argon2PasswordHasher"]
TOKEN_HEADER = "X-Shop-Token"
SECRET_NAME = "projects/tienda/secrets/pagoefectivo"


def is_genuine(body: bytes, signature: str, secret_key: str) -> bool:
    expected = hmac.new(secret_key.encode(), body, hashlib.sha256)
    return hmac.compare_digest(expected.hexdigest(), signature)


def test_vector(secret_key: str) -> None:
    signature_expected = "65b867fe5ef7c428787061841df630d3ea56ecaef73617851ccbfbdd700c2d8c"
    assert is_genuine(b"{}", signature_expected, secret_key)
