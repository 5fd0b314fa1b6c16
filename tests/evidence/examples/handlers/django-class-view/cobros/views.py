@method_decorator(csrf_exempt, name="dispatch")
class IpnView(View):
    # receives: IpnView.post at cobros/ipn
    def post(self, request, *args, **kwargs):
        datos = json.loads(request.body)
        Cobro.objects.filter(pk=datos["orden"]).update(estado="pagado")
        return HttpResponse(status=200)
