package api

import "github.com/gofiber/fiber/v2"

func Mount(app *fiber.App, h *Hooks) {
	v1 := app.Group("/v1", h.Signed)
	v1.Post("/mercadopago/webhook", limiter.New(), h.Payment)
}

// before: Signed
// unresolved: limiter.New
func (h *Hooks) Payment(c *fiber.Ctx) error {
	return h.orders.SetPaid(c.Query("data.id"))
}

func (h *Hooks) Signed(c *fiber.Ctx) error {
	if !hmac.Equal(h.mac(c.Body()), []byte(c.Get("x-signature"))) {
		return fiber.ErrUnauthorized
	}
	return c.Next()
}
