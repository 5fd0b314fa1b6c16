"""Django: a forged notification is refused before the order is read."""

import hashlib
import hmac
import json

from django.conf import settings
from django.http import HttpResponse, HttpResponseForbidden
from django.views.decorators.csrf import csrf_exempt

from shop.models import Order


@csrf_exempt
def pagoefectivo_webhook(request):
    expected = hmac.new(settings.PAGOEFECTIVO_SECRET_KEY.encode(), request.body, hashlib.sha256).hexdigest()
    if not hmac.compare_digest(expected.encode(), request.headers.get("PE-Signature", "").encode()):
        return HttpResponseForbidden()

    notice = json.loads(request.body)
    if notice["eventType"] == "cip.paid":
        order = Order.objects.get(cip=notice["data"]["cip"])
        order.status = "paid"
        order.operation_number = notice["operationNumber"]
        order.save()
    return HttpResponse("OK")
