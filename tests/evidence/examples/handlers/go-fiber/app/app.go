package app

func Setup(app *fiber.App, store *Store) {
	// receives: /mercadopago/ipn at /mercadopago/ipn
	app.Post("/mercadopago/ipn", func(c *fiber.Ctx) error {
		return store.MarkPaid(c.Query("id"), c.Body())
	})
}
