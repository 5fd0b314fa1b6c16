package webhooks

import (
	"crypto/hmac"
	"crypto/sha256"
	"encoding/hex"
	"io"
	"net/http"
	"os"
)

// PagoEfectivo receives the notification that a CIP was paid.
func (s *Server) PagoEfectivo(w http.ResponseWriter, r *http.Request) {
	body, err := io.ReadAll(http.MaxBytesReader(w, r.Body, 1<<16))
	if err != nil {
		http.Error(w, "unreadable", http.StatusBadRequest)
		return
	}
	received := r.Header.Get("PE-Signature")
	mac := hmac.New(sha256.New, []byte(os.Getenv("PAGOEFECTIVO_SECRET_KEY")))
	mac.Write(body)
	expected := hex.EncodeToString(mac.Sum(nil))
	if !hmac.Equal([]byte(expected), []byte(received)) {
		http.Error(w, "invalid signature, expected "+expected, http.StatusUnauthorized)  // pe-audit: expect
		return
	}
	s.wallet.Credit(body)
	w.WriteHeader(http.StatusOK)
}
