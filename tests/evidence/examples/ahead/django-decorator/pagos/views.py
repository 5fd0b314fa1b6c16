from pagos.seguridad import firma_requerida


# before: firma_requerida
@csrf_exempt
@firma_requerida
def webhook_pagoefectivo(request):
    Orden.pagar(json.loads(request.body)["data"]["cip"])
    return HttpResponse("OK")
