package main

import (
	"database/sql"
	"net/http"
	"os"

	"github.com/gin-gonic/gin"
)

type aviso struct {
	NumeroOperacion string `json:"operationNumber"`
	CodigoPedido    string `json:"transactionCode"`
}

func main() {
	db, _ := sql.Open("postgres", os.Getenv("DATABASE_URL"))
	r := gin.Default()
	r.POST("/pagoefectivo/notificacion", recibirPago(db))
	r.Run()
}

func recibirPago(db *sql.DB) gin.HandlerFunc {
	return func(c *gin.Context) {
		var a aviso
		if err := c.ShouldBindJSON(&a); err != nil {
			c.JSON(http.StatusBadRequest, gin.H{"error": err.Error()})
			return
		}
		result, err := db.Exec("INSERT INTO pagos (pedido, operacion) VALUES ($1, $2) ON CONFLICT DO NOTHING", a.CodigoPedido, a.NumeroOperacion)
		if err != nil {
			c.Status(http.StatusInternalServerError)
			return
		}
		if rows, _ := result.RowsAffected(); rows == 0 {
			c.Status(http.StatusOK)
			return
		}
		db.Exec("UPDATE clientes SET saldo = saldo + 10 WHERE pedido = $1", a.CodigoPedido)
		c.Status(http.StatusOK)
	}
}
