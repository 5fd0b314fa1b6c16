class HeaderSignature(BaseAuthentication):
    def authenticate(self, request):
        if not hmac.compare_digest(request.headers["X-Culqi-Signature"], signature(request.body)):
            raise AuthenticationFailed()
        return (Gateway(), None)


class IsGateway(BasePermission):
    def has_permission(self, request, view):
        return isinstance(request.user, Gateway)
