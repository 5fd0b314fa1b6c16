// net/http: an empty header is no signature.
package webhooks

import (
	"crypto/hmac"
	"crypto/sha256"
	"database/sql"
	"encoding/hex"
	"encoding/json"
	"io"
	"net/http"
)

type PagoEfectivo struct {
	DB        *sql.DB
	SecretKey []byte
}

func (p *PagoEfectivo) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	body, err := io.ReadAll(http.MaxBytesReader(w, r.Body, 1<<16))
	if err != nil {
		w.WriteHeader(http.StatusBadRequest)
		return
	}
	mac := hmac.New(sha256.New, p.SecretKey)
	mac.Write(body)
	given, err := hex.DecodeString(r.Header.Get("PE-Signature"))
	if err != nil || !hmac.Equal(mac.Sum(nil), given) {
		w.WriteHeader(http.StatusUnauthorized)
		return
	}
	var notice struct {
		EventType       string
		OperationNumber string
		Data            struct{ Cip string }
	}
	if err := json.Unmarshal(body, &notice); err != nil {
		w.WriteHeader(http.StatusBadRequest)
		return
	}
	if _, err := p.DB.Exec("UPDATE orders SET status = 'paid' WHERE cip = $1", notice.Data.Cip); err != nil {
		w.WriteHeader(http.StatusInternalServerError)
		return
	}
	w.WriteHeader(http.StatusOK)
}
