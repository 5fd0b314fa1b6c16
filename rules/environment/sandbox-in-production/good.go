package pagoefectivo

import "os"

var baseURLs = map[string]string{
	"sandbox": "https://pre1a.services.pagoefectivo.pe",
	"prod":    "https://services.pagoefectivo.pe",
}

// The sandbox is at "https://pre1a.services.pagoefectivo.pe".
func New() Config {
	return Config{
		AccessKey: os.Getenv("PAGOEFECTIVO_ACCESS_KEY"),
		CipsURL:   baseURLs[os.Getenv("PAGOEFECTIVO_ENVIRONMENT")] + "/v1/cips",
	}
}
