package handlers

import "github.com/gin-gonic/gin"

type PagoHandler struct{ ventas Ventas }

// receives: PagoHandler.Recibir at /webhooks/niubiz
func (h *PagoHandler) Recibir(c *gin.Context) {
	var aviso Aviso
	if err := c.ShouldBindJSON(&aviso); err != nil {
		c.Status(400)
		return
	}
	h.ventas.Pagar(aviso.PurchaseNumber)
	c.Status(200)
}

func (h *PagoHandler) Listar(c *gin.Context) {
	c.JSON(200, h.ventas.Todas())
}
