package internal

func VerifySignature(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if genuine(r) {
			next.ServeHTTP(w, r)
		}
	})
}
