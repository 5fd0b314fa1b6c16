// Gin: the signature says who sent it, not when.
package payments

import (
	"crypto/hmac"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"io"
	"net/http"
	"os"

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

func validSignature(body []byte, header string) bool {
	mac := hmac.New(sha256.New, []byte(os.Getenv("PAGOEFECTIVO_SECRET_KEY")))
	mac.Write(body)
	given, err := hex.DecodeString(header)
	return err == nil && hmac.Equal(mac.Sum(nil), given)
}

func RegisterWebhooks(router *gin.Engine, db *gorm.DB) {
	router.POST("/webhooks/pagoefectivo", func(c *gin.Context) { // pe-audit: expect
		body, err := io.ReadAll(http.MaxBytesReader(c.Writer, c.Request.Body, 1<<16))
		if err != nil || !validSignature(body, c.GetHeader("PE-Signature")) {
			c.Status(http.StatusUnauthorized)
			return
		}
		var notice Notice
		if err := json.Unmarshal(body, &notice); err != nil {
			c.Status(http.StatusBadRequest)
			return
		}
		if notice.EventType == "cip.paid" {
			db.Model(&Order{}).Where("cip = ?", notice.Data.Cip).Update("status", "paid")
		}
		c.Status(http.StatusOK)
	})
}
