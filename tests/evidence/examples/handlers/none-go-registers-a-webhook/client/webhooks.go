package client

func (c *Client) CreateWebhook(ctx context.Context, url string) (*Webhook, error) {
	body := map[string]string{"url": url, "event": "payment.paid"}
	return c.post(ctx, "/webhooks", body)
}
