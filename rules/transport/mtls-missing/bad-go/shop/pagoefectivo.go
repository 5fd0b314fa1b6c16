package shop

import (
	"bytes"
	"net/http"
	"os"
	"time"
)

var client = &http.Client{Timeout: 10 * time.Second} // pe-audit: expect

func CreateCIP(token string, order []byte) (*http.Response, error) {
	request, err := http.NewRequest(http.MethodPost, os.Getenv("PAGOEFECTIVO_URL")+"/v1/cips", bytes.NewReader(order))
	if err != nil {
		return nil, err
	}
	request.Header.Set("Authorization", "Bearer "+token)
	return client.Do(request)
}
