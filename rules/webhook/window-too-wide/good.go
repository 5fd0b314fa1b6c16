// net/http: five minutes, before and after.
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

const tolerance = 5 * time.Minute

func verifySignature(r *http.Request, body, key []byte) error {
	sent, err := time.Parse(time.RFC3339, r.Header.Get("X-Date"))
	if err != nil {
		return err
	}
	if math.Abs(time.Since(sent).Seconds()) > tolerance.Seconds() {
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
