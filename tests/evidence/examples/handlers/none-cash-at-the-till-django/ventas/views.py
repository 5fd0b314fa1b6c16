@require_POST
def pago_efectivo(request):
    venta = Venta.objects.get(pk=request.POST["venta"])
    venta.pago_efectivo = request.POST["monto"]
    venta.pagada = True
    venta.save()
    return redirect("caja")
