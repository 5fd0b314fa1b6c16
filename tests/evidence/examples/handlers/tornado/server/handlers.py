class PaymentCallbackHandler(tornado.web.RequestHandler):
    # receives: PaymentCallbackHandler.post
    def post(self):
        notice = json.loads(self.request.body)
        self.orders.mark_paid(notice["order"])
        self.write("OK")
