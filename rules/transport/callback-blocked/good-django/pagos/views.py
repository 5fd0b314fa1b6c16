import json

from django.http import HttpResponse
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_POST

from pagos.firma import es_valida
from pagos.models import Pedido


@csrf_exempt
@require_POST
def pagoefectivo_webhook(request):
    if not es_valida(request.body, request.headers.get("PE-Signature", "")):
        return HttpResponse(status=401)
    data = json.loads(request.body)["data"]
    Pedido.objects.filter(codigo=data["transactionCode"], estado="pendiente").update(estado="pagado")
    return HttpResponse(status=200)
