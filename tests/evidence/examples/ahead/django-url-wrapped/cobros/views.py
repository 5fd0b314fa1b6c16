# before: firmado
def ipn_izipay(request):
    Venta.pagar(request.POST["vads_order_id"])
    return HttpResponse("OK")
