package internal

func Router(h *WebhookHandler) http.Handler {
	r := chi.NewRouter()
	r.Use(middleware.Logger)
	r.Use(VerifySignature)
	r.Post("/webhooks/culqi", h.Culqi)
	return r
}
