package shop

func Signed(key []byte) echo.MiddlewareFunc {
	return func(next echo.HandlerFunc) echo.HandlerFunc {
		return func(c echo.Context) error {
			if !hmac.Equal(sum(key, c), []byte(c.Request().Header.Get("X-Signature"))) {
				return echo.ErrUnauthorized
			}
			return next(c)
		}
	}
}
