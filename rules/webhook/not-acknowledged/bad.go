package payments

import (
	"net/http"

	"github.com/gin-gonic/gin"
)

// PagoEfectivoWebhook settles the order of a CIP that was paid.
func (h *Handler) PagoEfectivoWebhook(c *gin.Context) {
	body, err := c.GetRawData()
	if err != nil || !h.signed(body, c.GetHeader("PE-Signature")) {
		c.AbortWithStatus(http.StatusUnauthorized)
		return
	}
	notice, err := parseNotice(body)
	if err != nil {
		c.AbortWithStatus(http.StatusBadRequest)
		return
	}
	if err := h.orders.MarkPaid(notice.Data.CIP); err != nil {
		c.AbortWithStatus(http.StatusInternalServerError)
		return
	}
	c.JSON(http.StatusCreated, gin.H{"received": true}) // pe-audit: expect
}
