import os

SECRET_KEY = os.environ["DJANGO_SECRET_KEY"]
DEBUG = os.environ.get("DJANGO_DEBUG", "True") == "True"  # pe-audit: expect
ALLOWED_HOSTS = ["tienda.example"]
PAGOEFECTIVO_URL = os.environ["PAGOEFECTIVO_URL"]
