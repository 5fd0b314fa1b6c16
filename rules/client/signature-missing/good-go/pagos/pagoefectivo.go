package pagos

import (
	"bytes"
	"net/http"
	"time"
)

const baseURL = "https://services.pagoefectivo.pe"

func CreateCip(body []byte, token string, sign func(string) string) (*http.Response, error) {
	date := time.Now().UTC().Format(time.RFC3339)
	req, err := http.NewRequest(http.MethodPost, baseURL+"/v1/cips", bytes.NewReader(body))
	if err != nil {
		return nil, err
	}
	req.Header.Set("Authorization", "Bearer "+token)
	req.Header.Set("X-Date", date)
	req.Header.Set("X-Api-Version", "2026-01")
	req.Header.Set("X-Signature", sign(date+string(body)))
	client := &http.Client{Timeout: 20 * time.Second}
	return client.Do(req)
}
