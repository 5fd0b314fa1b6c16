import os

from decouple import config

SECRET_KEY = config("SECRET_KEY")
WEBHOOK_SECRET = os.environ["PAGOEFECTIVO_WEBHOOK_SECRET"]
PASSWORD_RESET_TIMEOUT = os.environ.get("PASSWORD_RESET_TIMEOUT", "3600")
TOKEN_HEADER = os.getenv("TOKEN_HEADER") or "X-Shop-Token"


def login(form: dict) -> str:
    return form.get("password", "")
