"""Django: get, look, change."""

import json

from django.db.models import F
from django.http import HttpResponse
from django.views.decorators.csrf import csrf_exempt

from shop.models import Order, Product


@csrf_exempt
def pagoefectivo_webhook(request):
    notice = json.loads(request.body)
    order = Order.objects.get(cip=notice["data"]["cip"])
    if order.status == "paid":
        return HttpResponse("OK")
    order.status = "paid"
    order.save()
    Product.objects.filter(pk=order.product_id).update(stock=F("stock") - order.quantity)  # pe-audit: expect
    return HttpResponse("OK")
