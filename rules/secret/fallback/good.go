package config

import (
	"log"
	"os"
)

func required(name string) string {
	value, found := os.LookupEnv(name)
	if !found {
		log.Fatalf("%s is not set", name)
	}
	return value
}

var (
	SecretKey = required("PAGOEFECTIVO_SECRET_KEY")
	JWTSecret = os.Getenv("JWT_SECRET")
)
