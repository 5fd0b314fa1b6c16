package controllers

import "github.com/labstack/echo/v4"

// receives: PaymentController.ProcessWebhook
func (pc *PaymentController) ProcessWebhook(c echo.Context) error {
	var body map[string]any
	if err := json.NewDecoder(c.Request().Body).Decode(&body); err != nil {
		return c.NoContent(http.StatusBadRequest)
	}
	go pc.Service.Settle(body)
	return c.NoContent(http.StatusOK)
}
