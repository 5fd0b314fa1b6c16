from django.db import transaction
from django.http import HttpResponse
from django.views import View

from shop.models import Order
from shop.pagoefectivo import parse
from shop.tasks import ship


class PagoEfectivoWebhook(View):
    def post(self, request):
        notification = parse(request.body, request.headers)
        with transaction.atomic():
            order = Order.objects.select_for_update().get(cip=notification.cip)
            if order.is_paid:
                return HttpResponse("OK")
            self._settle(order, notification)
        return HttpResponse("OK")

    def _settle(self, order, notification):
        order.is_paid = True
        order.paid_at = notification.paid_at
        order.save()
        order.lines.create(kind="payment", amount=notification.amount)
        transaction.on_commit(lambda: ship.delay(order.pk))
