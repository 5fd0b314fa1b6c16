package firma

func Traza() gin.HandlerFunc {
	return func(c *gin.Context) { c.Next() }
}

func Verificar(clave string) gin.HandlerFunc {
	return func(c *gin.Context) {
		if !hmac.Equal(suma(clave, c), []byte(c.GetHeader("NBZ-Signature"))) {
			c.AbortWithStatus(401)
			return
		}
		c.Next()
	}
}
