# before: __call__
def pagoefectivo_webhook(request):
    Orden.pagar(json.loads(request.body)["data"]["cip"])
    return HttpResponse("OK")
