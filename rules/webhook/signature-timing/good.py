import hashlib
import hmac

from django.conf import settings
from django.http import HttpResponse, HttpResponseForbidden
from django.views.decorators.csrf import csrf_exempt

from shop.orders import settle


def is_genuine(body, signature):
    expected = hmac.new(settings.PAGOEFECTIVO_SECRET_KEY.encode(), body, hashlib.sha256).hexdigest()
    return hmac.compare_digest(expected.encode(), signature.encode())


@csrf_exempt
def notification(request):
    signature = request.META.get("HTTP_PE_SIGNATURE")
    if signature is None or len(signature) != hashlib.sha256().digest_size * 2:
        return HttpResponseForbidden()
    if not is_genuine(request.body, signature):
        return HttpResponseForbidden()
    settle(request.body)
    return HttpResponse(status=200)
