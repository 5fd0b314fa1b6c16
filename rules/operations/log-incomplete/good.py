import hashlib
import json
import logging

from django.http import HttpResponse
from django.views.decorators.csrf import csrf_exempt

from tienda.models import Pedido

logger = logging.getLogger(__name__)


@csrf_exempt
def notificacion_pagoefectivo(request):
    aviso = json.loads(request.body)
    logger.info(
        "aviso %s, solicitud %s, sha256 %s",
        aviso["operationNumber"],
        request.headers.get("X-Request-Id"),
        hashlib.sha256(request.body).hexdigest(),
    )
    pedido = Pedido.objects.get(cip=aviso["data"]["cip"])
    pedido.estado = "pagado"
    pedido.save()
    return HttpResponse("OK")
