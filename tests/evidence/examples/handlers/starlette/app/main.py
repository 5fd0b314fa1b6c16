async def notificacion(request):
    aviso = await request.json()
    await pedidos.pagar(aviso["data"]["cip"])
    return Response("OK")


# receives: notificacion at /pagoefectivo/notificacion
app = Starlette(routes=[Route("/pagoefectivo/notificacion", notificacion, methods=["POST"])])
