"""Django: the second request waits for the first, and then sees what it did."""

import json

from django.db import transaction
from django.db.models import F
from django.http import HttpResponse
from django.views.decorators.csrf import csrf_exempt

from shop.models import Order, Product


@csrf_exempt
@transaction.atomic
def pagoefectivo_webhook(request):
    notice = json.loads(request.body)
    order = Order.objects.select_for_update().get(cip=notice["data"]["cip"])
    if order.status == "paid":
        return HttpResponse("OK")
    order.status = "paid"
    order.save()
    Product.objects.filter(pk=order.product_id).update(stock=F("stock") - order.quantity)
    return HttpResponse("OK")
