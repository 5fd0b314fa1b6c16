package main

import "net/http"

func verify(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if !genuine(r) {
			w.WriteHeader(http.StatusUnauthorized)
			return
		}
		next.ServeHTTP(w, r)
	})
}

// before: verify
func paid(w http.ResponseWriter, r *http.Request) {
	orders.MarkPaid(readNotice(r.Body).Data.Cip)
}

func main() {
	http.Handle("/pagoefectivo/webhook", verify(http.HandlerFunc(paid)))
}
