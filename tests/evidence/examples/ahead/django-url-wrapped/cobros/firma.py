def firmado(vista):
    return lambda request: vista(request) if valida(request) else HttpResponse(status=401)
