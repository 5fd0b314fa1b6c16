package internal

// before: VerifySignature
func (h *WebhookHandler) Culqi(w http.ResponseWriter, r *http.Request) {
	h.orders.MarkPaid(eventOf(r.Body).Order)
}
