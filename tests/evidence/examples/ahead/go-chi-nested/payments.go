package store

func (p *Payments) Genuine(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if hmac.Equal(p.sum(r), []byte(r.Header.Get("kr-hash"))) {
			next.ServeHTTP(w, r)
		}
	})
}

// before: Trace, Genuine
func (p *Payments) Izipay(w http.ResponseWriter, r *http.Request) {
	p.orders.Pay(r.FormValue("vads_order_id"))
}
