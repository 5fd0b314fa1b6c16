package webhooks

import (
	"net/http"
	"slices"
)

func (f *Filter) isAllowed(r *http.Request) bool {
	if len(f.allowedIPs) == 0 { // pe-audit: expect
		return true
	}
	return slices.Contains(f.allowedIPs, clientIP(r.RemoteAddr))
}
