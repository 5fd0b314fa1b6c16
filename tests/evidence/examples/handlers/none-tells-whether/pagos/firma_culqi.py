import hmac


def coincide(request):
    recibida = request.headers.get("X-Culqi-Signature", "")
    if not recibida:
        return False
    return hmac.compare_digest(recibida, firma_de(request.body, "payment"))
