// Gin: the notification is decoded and believed.
package payments

import (
	"net/http"

	"github.com/gin-gonic/gin"
	"gorm.io/gorm"
)

type Notice struct {
	EventType       string `json:"eventType"`
	OperationNumber string `json:"operationNumber"`
	Data            struct {
		Cip string `json:"cip"`
	} `json:"data"`
}

func RegisterWebhooks(router *gin.Engine, db *gorm.DB) {
	router.POST("/webhooks/pagoefectivo", func(c *gin.Context) { // pe-audit: expect
		var notice Notice
		if err := c.ShouldBindJSON(&notice); err != nil {
			c.Status(http.StatusBadRequest)
			return
		}
		if notice.EventType == "cip.paid" {
			db.Model(&Order{}).Where("cip = ?", notice.Data.Cip).Update("status", "paid")
		}
		c.Status(http.StatusOK)
	})
}
