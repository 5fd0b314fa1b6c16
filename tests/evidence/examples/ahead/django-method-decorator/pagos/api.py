def signed(view):
    def inner(request, *args, **kwargs):
        return view(request) if genuine(request) else HttpResponse(status=401)

    return inner


@method_decorator(csrf_exempt, name="dispatch")
@method_decorator(signed, name="dispatch")
class CulqiWebhook(View):
    # before: signed
    def post(self, request):
        Orden.pagar(json.loads(request.body)["data"]["id"])
        return HttpResponse()
