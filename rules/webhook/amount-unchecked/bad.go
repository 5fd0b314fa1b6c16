// Echo: found, paid, done.
package webhooks

import (
	"net/http"

	"github.com/labstack/echo/v4"
	"gorm.io/gorm"
)

type Handler struct {
	DB *gorm.DB
}

func (h *Handler) PagoEfectivo(c echo.Context) error { // pe-audit: expect
	var notice CipNotice
	if err := c.Bind(&notice); err != nil {
		return err
	}
	if notice.EventType != "cip.paid" {
		return c.NoContent(http.StatusOK)
	}
	var order Order
	if err := h.DB.Where("cip = ?", notice.Data.Cip).First(&order).Error; err != nil {
		return err
	}
	if err := h.DB.Model(&order).Update("status", "paid").Error; err != nil {
		return err
	}
	return c.NoContent(http.StatusOK)
}
