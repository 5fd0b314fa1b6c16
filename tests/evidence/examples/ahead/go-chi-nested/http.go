package store

import "github.com/go-chi/chi/v5"

func Handler(p *Payments) http.Handler {
	r := chi.NewRouter()
	r.Use(Trace)
	r.Route("/webhooks", func(r chi.Router) {
		r.With(p.Genuine).Post("/izipay", p.Izipay)
	})
	return r
}

func Trace(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) { next.ServeHTTP(w, r) })
}
