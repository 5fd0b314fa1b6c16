import json

from odoo import http
from odoo.http import request


class NiubizController(http.Controller):
    @http.route("/payment/niubiz/notify", type="http", auth="public", methods=["POST"], csrf=False)
    def niubiz_notify(self, **post):
        data = json.loads(request.httprequest.get_data())
        order = request.env["sale.order"].sudo().search([("name", "=", data["purchaseNumber"])], limit=1)
        if not order:
            return request.not_found()
        order.write({"state": "sale", "niubiz_paid": True})
        request.env["account.move"].sudo().create({"partner_id": order.partner_id.id, "ref": order.name})
        order.message_post(body="Pago Niubiz recibido")
        return "OK"
