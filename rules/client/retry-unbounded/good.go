package pagos

import (
	"net/http"
	"time"
)

type PagoEfectivo struct {
	http      *http.Client
	AccessKey string
}

func NewPagoEfectivo(key string) *PagoEfectivo {
	return &PagoEfectivo{http: &http.Client{Timeout: 20 * time.Second}, AccessKey: key}
}

func (p *PagoEfectivo) Search(req *http.Request) *http.Response {
	for intento := 0; intento < 4; intento++ {
		res, err := p.http.Do(req)
		if err == nil {
			return res
		}
		time.Sleep(time.Second << intento)
	}
	return nil
}
