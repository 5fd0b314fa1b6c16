package handlers

import (
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
	log.Printf("pagoefectivo: %s", string(body)) // pe-audit: expect
	log.Println("headers", r.Header)             // pe-audit: expect
	var notification pagoefectivo.Notification
	if err := json.Unmarshal(body, &notification); err != nil {
		log.Println("not JSON:", err)
		return
	}
	pagoefectivo.Settle(notification.Data.Cip)
}
