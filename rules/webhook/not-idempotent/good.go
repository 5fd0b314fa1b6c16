package webhooks

import (
	"encoding/json"
	"net/http"

	"gorm.io/gorm"

	"example.com/tienda/internal/mail"
	"example.com/tienda/internal/models"
)

type PagoEfectivoHandler struct {
	db     *gorm.DB
	mailer *mail.Mailer
}

type notification struct {
	OperationNumber string `json:"operationNumber"`
	TransactionCode string `json:"transactionCode"`
	EventType       string `json:"eventType"`
}

func (h *PagoEfectivoHandler) Notify(w http.ResponseWriter, r *http.Request) {
	var n notification
	if err := json.NewDecoder(r.Body).Decode(&n); err != nil {
		http.Error(w, "invalid body", http.StatusBadRequest)
		return
	}
	var order models.Order
	if err := h.db.Where("code = ?", n.TransactionCode).First(&order).Error; err != nil {
		http.Error(w, "unknown order", http.StatusNotFound)
		return
	}
	if order.Status == "paid" {
		w.WriteHeader(http.StatusOK)
		return
	}
	order.Status = "paid"
	h.db.Save(&order)
	h.db.Model(&models.Product{}).Where("id = ?", order.ProductID).
		Update("stock", gorm.Expr("stock - ?", order.Quantity))
	h.mailer.SendReceipt(order.Email)
	w.WriteHeader(http.StatusOK)
}
