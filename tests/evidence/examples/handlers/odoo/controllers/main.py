class PagoEfectivoController(http.Controller):
    # receives: PagoEfectivoController.notificacion at /payment/pagoefectivo/notify
    @http.route("/payment/pagoefectivo/notify", type="http", auth="public", methods=["POST"], csrf=False)
    def notificacion(self, **post):
        data = json.loads(request.httprequest.get_data())
        request.env["payment.transaction"].sudo()._handle_notification_data("pagoefectivo", data)
        return "OK"
