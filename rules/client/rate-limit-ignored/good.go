package pagos

import (
	"bytes"
	"encoding/json"
	"net/http"
	"time"
)

type PagoEfectivo struct {
	BaseURL   string
	SecretKey string
}

func (p *PagoEfectivo) CreateCip(order Order, token string) (*http.Response, error) {
	body, err := json.Marshal(order)
	if err != nil {
		return nil, err
	}
	req, err := http.NewRequest(http.MethodPost, p.BaseURL+"/v1/cips", bytes.NewReader(body))
	if err != nil {
		return nil, err
	}
	req.Header.Set("Authorization", "Bearer "+token)
	client := &http.Client{Timeout: 20 * time.Second}
	res, err := client.Do(req)
	if err == nil && res.StatusCode == http.StatusTooManyRequests {
		return nil, Busy{After: res.Header.Get("Retry-After")}
	}
	return res, err
}
