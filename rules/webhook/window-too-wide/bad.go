// net/http: a day, "so that a slow queue does not matter".
package payments

import (
	"crypto/hmac"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"math"
	"net/http"
	"time"
)

const tolerance = 24 * time.Hour

func verifySignature(r *http.Request, body, key []byte) error {
	sent, err := time.Parse(time.RFC3339, r.Header.Get("X-Date"))
	if err != nil {
		return err
	}
	if math.Abs(time.Since(sent).Seconds()) > tolerance.Seconds() { // pe-audit: expect
		return errors.New("too old")
	}
	mac := hmac.New(sha256.New, key)
	mac.Write([]byte(r.Header.Get("X-Date")))
	mac.Write(body)
	received, err := hex.DecodeString(r.Header.Get("X-Signature"))
	if err != nil || !hmac.Equal(received, mac.Sum(nil)) {
		return errors.New("forged")
	}
	return nil
}
