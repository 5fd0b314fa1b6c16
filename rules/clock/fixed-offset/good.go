package pagoefectivo

import (
	"crypto/sha256"
	"encoding/hex"
	"time"
)

func authorization(settings Settings, lima *time.Location) map[string]string {
	date := time.Now().In(lima).Format("2006-01-02T15:04:05") + "-05:00"
	sum := sha256.Sum256([]byte(settings.IDService + "." + settings.AccessKey + "." + settings.SecretKey + "." + date))
	return map[string]string{
		"accessKey":   settings.AccessKey,
		"idService":   settings.IDService,
		"dateRequest": date,
		"hashString":  hex.EncodeToString(sum[:]),
	}
}
