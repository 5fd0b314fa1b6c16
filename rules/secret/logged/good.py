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
    logger.info("PagoEfectivo: %d bytes, sha256 %s", len(cuerpo), hashlib.sha256(cuerpo).hexdigest())
    firma = hmac.new(settings.PAGOEFECTIVO_SECRET_KEY.encode(), cuerpo, hashlib.sha256).hexdigest()
    if not hmac.compare_digest(firma, request.headers.get("PE-Signature", "")):
        logger.warning("firma no válida, solicitud %s", request.headers.get("X-Request-Id"))
        return HttpResponse(status=401)
    aviso = json.loads(cuerpo)
    logger.info("aviso %s de la operación %s", aviso["eventType"], aviso["operationNumber"])
    confirmar_pago(aviso["data"]["cip"])
    return HttpResponse("OK")
