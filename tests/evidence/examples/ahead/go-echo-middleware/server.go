package shop

import "github.com/labstack/echo/v4"

func (s *Server) routes() {
	hooks := s.echo.Group("/hooks")
	hooks.POST("/culqi", s.culqiPaid, middleware.BodyLimit("64K"), Signed(s.key))
}
