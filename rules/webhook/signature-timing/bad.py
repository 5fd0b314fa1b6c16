import hashlib
import hmac

from django.conf import settings
from django.http import HttpResponse, HttpResponseForbidden
from django.views.decorators.csrf import csrf_exempt

from shop.orders import settle


def sign(body):
    digest = hmac.new(settings.PAGOEFECTIVO_SECRET_KEY.encode(), body, hashlib.sha256)
    return digest.hexdigest()


@csrf_exempt
def notification(request):
    if request.META.get("HTTP_PE_SIGNATURE") == sign(request.body):  # pe-audit: expect
        settle(request.body)
        return HttpResponse(status=200)
    return HttpResponseForbidden()


@csrf_exempt
def courier_webhook(request):
    token = request.headers.get("X-Courier-Token")
    if token != settings.COURIER_TOKEN:  # pe-audit: expect
        return HttpResponseForbidden()
    return HttpResponse(status=200)
