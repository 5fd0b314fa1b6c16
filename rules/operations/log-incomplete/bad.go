package handlers

import (
	"log"
	"net/http"

	"github.com/gin-gonic/gin"
	"gorm.io/gorm"
)

type PagoEfectivoHandler struct{ DB *gorm.DB }

func (h *PagoEfectivoHandler) Notify(c *gin.Context) { // pe-audit: expect
	var notification Notification
	if err := c.ShouldBindJSON(&notification); err != nil {
		c.Status(http.StatusBadRequest)
		return
	}
	h.DB.Model(&Order{}).Where("cip = ?", notification.Data.Cip).Update("status", "paid")
	log.Println("pagoefectivo: payment received")
	c.Status(http.StatusOK)
}
