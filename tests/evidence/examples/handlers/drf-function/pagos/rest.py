# receives: culqi at webhooks/culqi/
@api_view(["POST"])
@permission_classes([AllowAny])
def culqi(request):
    Orden.objects.filter(cargo=request.data["data"]["id"]).update(pagada=True)
    return Response(status=200)
