package shop

import (
	"bytes"
	"context"
	"net/http"
	"os"
)

func CreateCIP(ctx context.Context, client *http.Client, token string, order []byte) (*http.Response, error) {
	url := os.Getenv("PAGOEFECTIVO_URL") + "/cips"
	request, err := http.NewRequestWithContext(ctx, http.MethodPost, url, bytes.NewReader(order))
	if err != nil {
		return nil, err
	}
	request.Header.Set("Authorization", "Bearer "+token)
	return client.Do(request)
}
