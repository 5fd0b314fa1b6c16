package payments

import (
	"encoding/json"
	"log"
	"net/http"
)

// PagoEfectivoWebhook receives the notice that a CIP was paid.
func (s *Server) PagoEfectivoWebhook(w http.ResponseWriter, r *http.Request) {
	if !s.signed(r, r.Header.Get("PE-Signature")) {
		http.Error(w, "signature", http.StatusUnauthorized)
		return
	}
	var notice Notice
	if err := json.NewDecoder(r.Body).Decode(&notice); err != nil {
		http.Error(w, "body", http.StatusBadRequest)
		return
	}

	_, err := s.db.Exec("UPDATE orders SET status = 'paid' WHERE cip = $1 AND status = 'pending'", notice.Data.CIP)
	if err != nil { // pe-audit: expect
		log.Printf("pagoefectivo: %v", err)
	}
	w.WriteHeader(http.StatusOK)
}
