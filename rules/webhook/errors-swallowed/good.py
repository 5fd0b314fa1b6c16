import hashlib
import hmac
import logging

from django.conf import settings
from django.http import HttpResponse
from django.views.decorators.csrf import csrf_exempt

from .models import Order

logger = logging.getLogger(__name__)


@csrf_exempt
def pagoefectivo_webhook(request):
    expected = hmac.new(settings.PAGOEFECTIVO_SECRET_KEY.encode(), request.body, hashlib.sha256).hexdigest()
    if not hmac.compare_digest(expected, request.headers.get("PE-Signature", "")):
        return HttpResponse(status=401)

    settle(request)
    return HttpResponse("OK")


def settle(request):
    try:
        order = Order.objects.get(cip=request.POST["cip"])
        order.status = "paid"
        order.save()
    except Exception:
        logger.exception("webhook failed")
        raise
