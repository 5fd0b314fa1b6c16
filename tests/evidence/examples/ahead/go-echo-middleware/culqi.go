package shop

// before: Signed
// unresolved: middleware.BodyLimit
func (s *Server) culqiPaid(c echo.Context) error {
	return s.orders.MarkPaid(eventOf(c).Data.Charge)
}
