package pagoefectivo

import (
	"net/http"
	"os"
)

const baseURL = "https://pre1a.services.pagoefectivo.pe" // pe-audit: expect

func authorize(client *http.Client, server string) (*http.Response, error) {
	return client.Post(server+"/v1/authorizations", "application/json", nil)
}

func New() Config {
	return Config{
		AccessKey:  os.Getenv("PAGOEFECTIVO_ACCESS_KEY"),
		CipsURL:    "https://pre1a.services.pagoefectivo.pe/v1/cips", // pe-audit: expect
		UseSandbox: true,
	}
}
