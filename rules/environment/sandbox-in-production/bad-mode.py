import os

from payments import signed


def form(order):
    """What the shop's page posts to the gateway."""
    fields = {
        "vads_site_id": os.environ["IZIPAY_SITE_ID"],
        "vads_ctx_mode": "TEST",  # pe-audit: expect
        "vads_amount": order.cents,
        "vads_order_id": order.id,
    }
    return signed(fields)
