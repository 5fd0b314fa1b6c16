class FirmaPresente(BasePermission):
    def has_permission(self, request, view):
        recibida = request.headers.get("PE-Signature", "")
        return hmac.compare_digest(recibida, firma(request.body))
