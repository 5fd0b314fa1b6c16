from rest_framework.views import APIView


class PagoEfectivoNotificacion(APIView):
    authentication_classes = []
    permission_classes = [AllowAny]

    # receives: PagoEfectivoNotificacion.post
    def post(self, request):
        Orden.objects.filter(cip=request.data["data"]["cip"]).update(pagada=True)
        return Response({"code": "100"})
