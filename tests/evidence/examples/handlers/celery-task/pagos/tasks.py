@shared_task(bind=True, max_retries=3)
# receives: process_webhook
def process_webhook(self, payload):
    order = Order.objects.get(cip=payload["data"]["cip"])
    order.mark_paid()
