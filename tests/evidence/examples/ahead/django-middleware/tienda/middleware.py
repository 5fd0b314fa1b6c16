class PagoEfectivoSignatureMiddleware:
    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        if request.path.startswith("/webhooks/") and not genuine(request):
            return HttpResponse(status=401)
        return self.get_response(request)
