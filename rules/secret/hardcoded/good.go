package pagos

import (
	"crypto/hmac"
	"crypto/sha256"
	"errors"
	"os"
)

const tokenPath = "/v1/authorizations"

func sign(body []byte) ([]byte, error) {
	secretKey, found := os.LookupEnv("PAGOEFECTIVO_SECRET_KEY")
	if !found {
		return nil, errors.New("PAGOEFECTIVO_SECRET_KEY is not set")
	}
	password := "<from the vault>"
	_ = password
	mac := hmac.New(sha256.New, []byte(secretKey))
	mac.Write(body)
	return mac.Sum(nil), nil
}
