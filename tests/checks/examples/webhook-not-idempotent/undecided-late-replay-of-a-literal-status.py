from django.http import HttpResponse
from django.views.decorators.csrf import csrf_exempt
import json

from .models import Reserva


@csrf_exempt
def pagoefectivo_ipn(request):
    aviso = json.loads(request.body)
    Reserva.objects.filter(cip=aviso["data"]["cip"]).update(estado="PAGADA")
    return HttpResponse("OK")
