package server

func New(pagos *handlers.PagoHandler) *gin.Engine {
	r := gin.New()
	r.GET("/ventas", pagos.Listar)
	r.POST("/webhooks/niubiz", pagos.Recibir)
	return r
}
