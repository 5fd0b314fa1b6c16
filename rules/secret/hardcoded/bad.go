package pagos

import (
	"crypto/hmac"
	"crypto/sha256"
)

const secretKey = "8ZCsRsi833KOcP5szoYeM+aw6l9dmMmHXkHZb+Yq" // pe-audit: expect

var database = "mysql://pagos:Huascaran6768@db.tienda-andina.pe:3306/pagos" // pe-audit: expect

func sign(body []byte) []byte {
	mac := hmac.New(sha256.New, []byte("avisos-tienda-andina-2025")) // pe-audit: expect
	mac.Write(body)
	return mac.Sum(nil)
}
