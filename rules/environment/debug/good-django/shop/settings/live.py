import os

SECRET_KEY = os.environ["DJANGO_SECRET_KEY"]
DEBUG = os.environ.get("DJANGO_DEBUG", "False") == "True"
PAGOEFECTIVO_URL = os.environ["PAGOEFECTIVO_URL"]
