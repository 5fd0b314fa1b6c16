class OrdenViewSet(viewsets.ModelViewSet):
    queryset = Orden.objects.all()

    # receives: OrdenViewSet.niubiz_callback at niubiz/callback
    @action(detail=False, methods=["post"], url_path="niubiz/callback", permission_classes=[AllowAny])
    def niubiz_callback(self, request):
        orden = Orden.objects.get(numero=request.data["purchaseNumber"])
        orden.marcar_pagada()
        return Response(status=200)
