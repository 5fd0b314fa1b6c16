from rest_framework.response import Response
from rest_framework.views import APIView

from tienda.models import Credito, Pago
from tienda.tareas import enviar_comprobante


class NotificacionPagoEfectivo(APIView):
    authentication_classes = []

    def post(self, request):
        datos = request.data["data"]
        pago, _ = Pago.objects.get_or_create(cip=datos["cip"], defaults={"monto": datos["amount"]})
        Credito.objects.create(cliente=pago.cliente, monto=pago.monto)
        enviar_comprobante.delay(pago.pk)
        return Response({"code": "100"})
