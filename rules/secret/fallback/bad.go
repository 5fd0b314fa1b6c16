package config

import "os"

func getEnv(name, fallback string) string {
	if value, found := os.LookupEnv(name); found {
		return value
	}
	return fallback
}

var (
	Port      = getEnv("PORT", "8080")
	JWTSecret = getEnv("JWT_SECRET", "panel-tienda-andina-2025") // pe-audit: expect
)
