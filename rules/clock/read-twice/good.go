package pagoefectivo

import (
	"crypto/sha256"
	"fmt"
	"time"
)

func body(settings Settings, lima *time.Location) Authorization {
	date := time.Now().In(lima).Format(time.RFC3339)
	text := settings.ID + "." + settings.AccessKey + "." + settings.SecretKey + "." + date
	return Authorization{
		AccessKey:   settings.AccessKey,
		IDService:   settings.ID,
		DateRequest: date,
		HashString:  fmt.Sprintf("%x", sha256.Sum256([]byte(text))),
	}
}
