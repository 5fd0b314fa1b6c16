package payments

import (
	"crypto/hmac"
	"crypto/sha256"
	"crypto/subtle"
	"encoding/hex"
	"io"
	"net/http"
	"os"
)

func isGenuine(body []byte, signature string) bool {
	mac := hmac.New(sha256.New, []byte(os.Getenv("PAGOEFECTIVO_SECRET_KEY")))
	mac.Write(body)
	received, err := hex.DecodeString(signature)
	return err == nil && hmac.Equal(received, mac.Sum(nil))
}

func Notification(w http.ResponseWriter, r *http.Request) {
	body, err := io.ReadAll(r.Body)
	signature := r.Header.Get("PE-Signature")
	if err != nil || signature == "" || !isGenuine(body, signature) {
		w.WriteHeader(http.StatusForbidden)
		return
	}
	settle(body)
}

func CourierWebhook(w http.ResponseWriter, r *http.Request) {
	token := r.Header.Get("X-Courier-Token")
	if subtle.ConstantTimeCompare([]byte(token), []byte(os.Getenv("COURIER_TOKEN"))) != 1 {
		w.WriteHeader(http.StatusUnauthorized)
	}
}
