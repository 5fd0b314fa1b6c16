package pagoefectivo

import (
	"bytes"
	"context"
	"net/http"
)

func (c *Client) Search(ctx context.Context, cips []byte) (*http.Response, error) {
	url := "https://services.pagoefectivo.pe/v1/cips/search"
	request, err := http.NewRequestWithContext(ctx, http.MethodPost, url, bytes.NewReader(cips))
	if err != nil {
		return nil, err
	}
	request.Header.Set("Authorization", "Bearer "+c.token)
	return c.http.Do(request)
}
