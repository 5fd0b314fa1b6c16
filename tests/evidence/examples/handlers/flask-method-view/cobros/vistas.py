class WebhookPagos(MethodView):
    # receives: WebhookPagos.post at /webhook/pagos
    def post(self):
        evento = request.get_json()
        Pago.settle(evento["data"]["id"])
        return "", 200


app.add_url_rule("/webhook/pagos", view_func=WebhookPagos.as_view("webhook"))
