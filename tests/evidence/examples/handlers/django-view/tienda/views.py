from django.http import HttpResponse
from django.views.decorators.csrf import csrf_exempt


def gracias(request):
    return render(request, "gracias.html", {"cip": request.GET.get("cip")})


# receives: recibir_pago at pagos/pagoefectivo/webhook/
@csrf_exempt
def recibir_pago(request):
    aviso = json.loads(request.body)
    Pedido.objects.filter(cip=aviso["data"]["cip"]).update(estado="pagado")
    return HttpResponse("OK")
