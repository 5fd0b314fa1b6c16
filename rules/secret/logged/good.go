package handlers

import (
	"crypto/sha256"
	"encoding/json"
	"io"
	"log"
	"net/http"

	"tienda.example/pagos/pagoefectivo"
)

// PagoEfectivoWebhook receives the gateway's notifications.
func PagoEfectivoWebhook(w http.ResponseWriter, r *http.Request) {
	body, err := io.ReadAll(r.Body)
	if err != nil {
		http.Error(w, "unreadable", http.StatusBadRequest)
		return
	}
	log.Printf("pagoefectivo: %d bytes, sha256 %x", len(body), sha256.Sum256(body))
	log.Println("request", r.Header.Get("X-Request-Id"))
	var notification pagoefectivo.Notification
	if err := json.Unmarshal(body, &notification); err != nil {
		log.Println("not JSON:", err)
		return
	}
	pagoefectivo.Settle(notification.Data.Cip)
}
