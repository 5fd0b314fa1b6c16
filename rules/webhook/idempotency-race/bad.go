// Gin and GORM: found unpaid, then paid.
package payments

import (
	"net/http"

	"github.com/gin-gonic/gin"
	"gorm.io/gorm"
)

func PagoEfectivoWebhook(db *gorm.DB) gin.HandlerFunc {
	return func(c *gin.Context) {
		var notice CipNotice
		if err := c.ShouldBindJSON(&notice); err != nil {
			c.Status(http.StatusBadRequest)
			return
		}
		var order Order
		if err := db.Where("cip = ?", notice.Data.Cip).First(&order).Error; err != nil {
			c.Status(http.StatusInternalServerError)
			return
		}
		if order.Status == "paid" {
			c.Status(http.StatusOK)
			return
		}
		db.Model(&order).Update("status", "paid")
		db.Create(&LedgerEntry{OrderID: order.ID, Amount: order.Total}) // pe-audit: expect
		c.Status(http.StatusOK)
	}
}
