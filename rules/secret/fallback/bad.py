import os

from decouple import config

SECRET_KEY = config("SECRET_KEY", default="ftcasvmz+x$=e(j4hlafbt2mc+7_+$ojl#ihen)k=zlqr4nde2")  # pe-audit: expect
WEBHOOK_SECRET = os.environ.get("PAGOEFECTIVO_WEBHOOK_SECRET", "avisos-2025")  # pe-audit: expect
API_SECRET = os.getenv("COURIER_API_SECRET") or "tienda-andina-2025"  # pe-audit: expect
DEBUG = config("DEBUG", default="false")
