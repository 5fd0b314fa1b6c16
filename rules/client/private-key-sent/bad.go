package pagos

import (
	"bytes"
	"net/http"
	"time"
)

type PagoEfectivo struct {
	BaseURL   string
	SecretKey string
}

func (p *PagoEfectivo) CreateCip(body []byte) (*http.Response, error) {
	req, err := http.NewRequest(http.MethodPost, p.BaseURL+"/v1/cips", bytes.NewReader(body))
	if err != nil {
		return nil, err
	}
	req.Header.Set("Authorization", "Bearer "+p.SecretKey) // pe-audit: expect
	client := &http.Client{Timeout: 20 * time.Second}
	return client.Do(req)
}
