from .firmada import VistaFirmada


class NotificacionNiubiz(VistaFirmada):
    # before: dispatch
    def post(self, request, *args, **kwargs):
        Suscripcion.objects.get(orden=json.loads(request.body)["purchaseNumber"]).activar(pagada=True)
        return HttpResponse("OK")
