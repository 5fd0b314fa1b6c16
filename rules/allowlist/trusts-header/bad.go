package webhooks

import (
	"net/http"
	"slices"
	"strings"
)

func (f *Filter) Allowed(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		address := strings.TrimSpace(strings.Split(r.Header.Get("X-Forwarded-For"), ",")[0])
		if !slices.Contains(f.allowedIPs, address) { // pe-audit: expect
			http.Error(w, "forbidden", http.StatusForbidden)
			return
		}
		next.ServeHTTP(w, r)
	})
}
