MIDDLEWARE = [
    "django.middleware.common.CommonMiddleware",
    "tienda.middleware.PagoEfectivoSignatureMiddleware",
]
