package pagos

import (
	"bytes"
	"encoding/json"
	"net/http"
	"time"

	"github.com/google/uuid"
)

func CreateCip(client *http.Client, order Order) (*http.Response, error) {
	for intento := 0; ; intento++ {
		body, _ := json.Marshal(map[string]any{
			"currency":        "PEN",
			"amount":          order.Total,
			"transactionCode": uuid.NewString(), // pe-audit: expect
		})
		res, err := client.Post("https://services.pagoefectivo.pe/v1/cips", "application/json", bytes.NewReader(body))
		if err == nil || intento >= 3 {
			return res, err
		}
		time.Sleep(time.Second << intento)
	}
}
