package payments

import (
	"crypto/hmac"
	"crypto/sha256"
	"encoding/hex"
	"io"
	"net/http"
	"os"
)

func sign(body []byte) string {
	mac := hmac.New(sha256.New, []byte(os.Getenv("PAGOEFECTIVO_SECRET_KEY")))
	mac.Write(body)
	return hex.EncodeToString(mac.Sum(nil))
}

func Notification(w http.ResponseWriter, r *http.Request) {
	body, err := io.ReadAll(r.Body)
	if err != nil {
		http.Error(w, "unreadable", http.StatusBadRequest)
		return
	}
	if r.Header.Get("PE-Signature") != sign(body) { // pe-audit: expect
		w.WriteHeader(http.StatusForbidden)
		return
	}
	settle(body)
}

func CourierWebhook(w http.ResponseWriter, r *http.Request) {
	token := r.Header.Get("X-Courier-Token")
	if token != os.Getenv("COURIER_TOKEN") { // pe-audit: expect
		w.WriteHeader(http.StatusUnauthorized)
	}
}
