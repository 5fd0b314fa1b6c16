package payments

import (
	"io"
	"net/http"
)

// PagoEfectivoWebhook receives the notice that a CIP was paid.
func (s *Server) PagoEfectivoWebhook(w http.ResponseWriter, r *http.Request) {
	body, err := io.ReadAll(r.Body) // pe-audit: expect
	if err != nil {
		http.Error(w, "body", http.StatusBadRequest)
		return
	}
	if !s.signed(body, r.Header.Get("PE-Signature")) {
		http.Error(w, "signature", http.StatusUnauthorized)
		return
	}
	if err := s.settle(body); err != nil {
		http.Error(w, "try again", http.StatusInternalServerError)
		return
	}
	w.WriteHeader(http.StatusOK)
}
