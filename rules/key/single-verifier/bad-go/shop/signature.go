package shop

import (
	"crypto/hmac"
	"crypto/sha256"
	"encoding/hex"
	"os"
)

func IsFromPagoEfectivo(body []byte, given string) bool {
	mac := hmac.New(sha256.New, []byte(os.Getenv("PAGOEFECTIVO_SECRET_KEY")))
	mac.Write(body)
	expected := hex.EncodeToString(mac.Sum(nil))
	return hmac.Equal([]byte(expected), []byte(given)) // pe-audit: expect
}
