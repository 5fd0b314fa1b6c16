import json

from django.core.mail import send_mail
from django.db import transaction
from django.db.models import F
from django.http import HttpResponse, JsonResponse
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_POST

from .models import Notificacion, Pedido, Producto
from .pagoefectivo import firma_valida


@csrf_exempt
@require_POST
def webhook_pagoefectivo(request):
    if not firma_valida(request.body, request.headers.get("PE-Signature")):
        return HttpResponse(status=401)
    aviso = json.loads(request.body)
    with transaction.atomic():
        _, nueva = Notificacion.objects.get_or_create(operacion=aviso["operationNumber"])
        if not nueva:
            return JsonResponse({"code": "100"})
        pedido = Pedido.objects.get(cip=aviso["data"]["cip"])
        pedido.estado = Pedido.PAGADO
        pedido.save(update_fields=["estado"])
        Producto.objects.filter(pk=pedido.producto_id).update(stock=F("stock") - pedido.cantidad)
    send_mail("Pago recibido", f"Pedido {pedido.numero}", None, [pedido.correo])
    return JsonResponse({"code": "100"})
