class VistaFirmada(View):
    def dispatch(self, request, *args, **kwargs):
        if not hmac.compare_digest(request.headers.get("NBZ-Signature", ""), firma(request.body)):
            return HttpResponseForbidden()
        return super().dispatch(request, *args, **kwargs)
