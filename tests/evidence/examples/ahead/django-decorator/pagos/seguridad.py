def firma_requerida(vista):
    def interna(request, *args, **kwargs):
        if not firma_valida(request.body, request.META.get("HTTP_PE_SIGNATURE")):
            return HttpResponse(status=401)
        return vista(request, *args, **kwargs)

    return interna
