package pagos

import (
	"bytes"
	"encoding/json"
	"net/http"
	"time"
)

func CreateCip(client *http.Client, order Order) (*http.Response, error) {
	for intento := 0; ; intento++ {
		body, _ := json.Marshal(map[string]any{
			"currency":        "PEN",
			"amount":          order.Total,
			"transactionCode": order.Code,
		})
		res, err := client.Post("https://services.pagoefectivo.pe/v1/cips", "application/json", bytes.NewReader(body))
		if err == nil || intento >= 3 {
			return res, err
		}
		time.Sleep(time.Second << intento)
	}
}
