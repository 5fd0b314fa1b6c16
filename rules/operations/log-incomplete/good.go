package handlers

import (
	"crypto/sha256"
	"encoding/json"
	"fmt"
	"log/slog"
	"net/http"

	"github.com/gin-gonic/gin"
	"gorm.io/gorm"
)

type PagoEfectivoHandler struct{ DB *gorm.DB }

func (h *PagoEfectivoHandler) Notify(c *gin.Context) {
	raw, err := c.GetRawData()
	var notification Notification
	if err != nil || json.Unmarshal(raw, &notification) != nil {
		c.Status(http.StatusBadRequest)
		return
	}
	slog.Info("pagoefectivo notification",
		"request_id", c.GetHeader("X-Request-Id"),
		"operation", notification.OperationNumber,
		"digest", fmt.Sprintf("%x", sha256.Sum256(raw)))
	h.DB.Model(&Order{}).Where("cip = ?", notification.Data.Cip).Update("status", "paid")
	c.Status(http.StatusOK)
}
