class WebhookService:
    def deliver(self, payload):
        body = json.dumps({"event": "payment.paid", "data": payload})
        return requests.post(self.url, data=body, headers={"X-Signature": sign(body)}, timeout=5)
