package shop

import (
	"crypto/hmac"
	"crypto/sha256"
	"encoding/hex"
	"os"
)

var keys = []string{os.Getenv("PAGOEFECTIVO_SECRET_KEY"), os.Getenv("PAGOEFECTIVO_SECRET_KEY_OLD")}

func IsFromPagoEfectivo(body []byte, given string) bool {
	genuine := false
	for _, key := range keys {
		mac := hmac.New(sha256.New, []byte(key))
		mac.Write(body)
		expected := hex.EncodeToString(mac.Sum(nil))
		genuine = hmac.Equal([]byte(expected), []byte(given)) && key != "" || genuine
	}
	return genuine
}
