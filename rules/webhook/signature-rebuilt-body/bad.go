package webhooks

import (
	"crypto/hmac"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"net/http"
	"os"
)

// PagoEfectivo receives the notification that a CIP was paid.
func (s *Server) PagoEfectivo(w http.ResponseWriter, r *http.Request) {
	var paid Notification
	if err := json.NewDecoder(r.Body).Decode(&paid); err != nil {
		http.Error(w, "unreadable", http.StatusBadRequest)
		return
	}
	received := r.Header.Get("PE-Signature")
	mac := hmac.New(sha256.New, []byte(os.Getenv("PAGOEFECTIVO_SECRET_KEY")))
	body, _ := json.Marshal(paid)  // pe-audit: expect
	mac.Write(body)
	expected := hex.EncodeToString(mac.Sum(nil))
	if !hmac.Equal([]byte(expected), []byte(received)) {
		http.Error(w, "invalid signature", http.StatusUnauthorized)
		return
	}
	s.orders.Settle(body)
	w.WriteHeader(http.StatusOK)
}
