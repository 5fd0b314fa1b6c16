"""Django: a returned order is set to paid by the notification of the day it was bought."""

import hashlib
import hmac
import json

from django.conf import settings
from django.http import HttpResponse
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_POST

from tienda.models import Pedido


@csrf_exempt
@require_POST
def pagoefectivo_webhook(request):  # pe-audit: expect
    esperada = hmac.new(settings.PAGOEFECTIVO_SECRET_KEY.encode(), request.body, hashlib.sha256).hexdigest()
    if not hmac.compare_digest(esperada, request.headers.get("PE-Signature", "")):
        return HttpResponse(status=401)

    aviso = json.loads(request.body)
    if aviso["eventType"] == "cip.paid":
        Pedido.objects.filter(cip=aviso["data"]["cip"]).update(estado="pagado")
    return HttpResponse("OK")
