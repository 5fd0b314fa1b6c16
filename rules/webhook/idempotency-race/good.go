// Gin and GORM: only one of two updates changes a row.
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
		claimed := db.Model(&Order{}).Where("cip = ? AND status = ?", notice.Data.Cip, "pending").Update("status", "paid")
		if claimed.RowsAffected == 0 {
			c.Status(http.StatusOK)
			return
		}
		db.Create(&LedgerEntry{Cip: notice.Data.Cip, Amount: notice.Data.Amount})
		c.Status(http.StatusOK)
	}
}
