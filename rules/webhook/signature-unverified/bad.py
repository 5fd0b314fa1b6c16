"""Django: the signatures are compared, and the result is thrown away."""

import hashlib
import hmac
import json

from django.conf import settings
from django.http import HttpResponse
from django.views.decorators.csrf import csrf_exempt

from shop.models import Order


@csrf_exempt
def pagoefectivo_webhook(request):
    expected = hmac.new(settings.PAGOEFECTIVO_SECRET_KEY.encode(), request.body, hashlib.sha256).hexdigest()
    hmac.compare_digest(expected, request.headers.get("PE-Signature", ""))  # pe-audit: expect

    notice = json.loads(request.body)
    if notice["eventType"] == "cip.paid":
        order = Order.objects.get(cip=notice["data"]["cip"])
        order.status = "paid"
        order.operation_number = notice["operationNumber"]
        order.save()
    return HttpResponse("OK")
