import json
import logging

from django.http import HttpResponse
from django.views.decorators.csrf import csrf_exempt

from tienda.models import Pedido

logger = logging.getLogger(__name__)


@csrf_exempt
def notificacion_pagoefectivo(request):  # pe-audit: expect
    aviso = json.loads(request.body)
    pedido = Pedido.objects.get(cip=aviso["data"]["cip"])
    pedido.estado = "pagado"
    pedido.save()
    logger.info("pago recibido")
    return HttpResponse("OK")
