from django.core.mail import send_mail
from django.http import HttpResponse
from django.views.decorators.csrf import csrf_exempt

from .models import Matricula
from .pagoefectivo import firma_valida


@csrf_exempt
def notificacion_pagoefectivo(request):
    if not firma_valida(request.body, request.headers.get("PE-Signature")):
        return HttpResponse(status=401)
    matricula = Matricula.objects.get(cip=request.POST["cip"])
    matricula.estado = "pagada"
    matricula.save()
    send_mail("Pago recibido", "Gracias.", None, [matricula.correo]) # pe-audit: expect
    return HttpResponse("OK")
