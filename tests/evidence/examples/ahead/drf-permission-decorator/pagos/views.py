from pagos import auth


# before: authenticate, has_permission
@api_view(["POST"])
@authentication_classes([auth.HeaderSignature])
@permission_classes([auth.IsGateway])
def culqi_webhook(request):
    Venta.objects.get(cargo=request.data["data"]["id"]).marcar_pagada()
    return Response({"ok": True})
