package handlers

func ListPayments(c *gin.Context) {
	c.JSON(200, store.Payments(c.Query("status")))
}
