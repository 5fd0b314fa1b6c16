package main

import (
	"net/http"

	"github.com/gin-gonic/gin"
	"gorm.io/gorm"
)

type Order struct {
	Cip    string
	Status string
}

func routes(r *gin.Engine, db *gorm.DB) {
	r.POST("/payments/mock/:cip", func(c *gin.Context) { // pe-audit: expect
		var order Order
		db.Where("cip = ?", c.Param("cip")).First(&order)
		order.Status = "paid"
		db.Save(&order)
		c.Status(http.StatusOK)
	})
}
