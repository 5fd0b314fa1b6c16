import hashlib
import hmac
import json
import logging

from django.conf import settings
from django.http import HttpResponse
from django.views.decorators.csrf import csrf_exempt

from tienda.pedidos import confirmar_pago

logger = logging.getLogger(__name__)


@csrf_exempt
def notificacion_pagoefectivo(request):
    cuerpo = request.body
    logger.info("PagoEfectivo: %s", cuerpo.decode("utf-8"))  # pe-audit: expect
    logger.debug("cabeceras: %s", dict(request.headers))  # pe-audit: expect
    firma = hmac.new(settings.PAGOEFECTIVO_SECRET_KEY.encode(), cuerpo, hashlib.sha256).hexdigest()
    if not hmac.compare_digest(firma, request.headers.get("PE-Signature", "")):
        print(f"clave usada: {settings.PAGOEFECTIVO_SECRET_KEY}")  # pe-audit: expect
        return HttpResponse(status=401)
    confirmar_pago(json.loads(cuerpo)["data"]["cip"])
    return HttpResponse("OK")
