from rest_framework.permissions import AllowAny

from .permisos import FirmaPresente


class NotificacionPagoEfectivo(GenericAPIView):
    permission_classes = (AllowAny, FirmaPresente)

    # before: has_permission
    def post(self, request):
        Pedido.objects.filter(codigo=request.data["data"]["transactionCode"]).update(pagado=True)
        return Response(status=204)
