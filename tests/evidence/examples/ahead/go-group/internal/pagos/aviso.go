package pagos

// before: Traza, Verificar
func Aviso(store *Store) gin.HandlerFunc {
	return func(c *gin.Context) {
		if c.ContentType() != "application/json" {
			c.AbortWithStatus(415)
			return
		}
		store.Settle(c.MustGet("aviso").(Notificacion).PurchaseNumber, "PAGADO")
		c.String(200, "OK")
	}
}
