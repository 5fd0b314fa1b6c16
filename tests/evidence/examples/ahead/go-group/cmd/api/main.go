package main

import (
	"github.com/gin-gonic/gin"

	"shop/internal/firma"
	"shop/internal/pagos"
)

func main() {
	r := gin.Default()
	api := r.Group("/api", firma.Traza())
	avisos := api.Group("/notificaciones", firma.Verificar(os.Getenv("CLAVE")))
	avisos.POST("/niubiz", pagos.Aviso(store))
	r.Run()
}
