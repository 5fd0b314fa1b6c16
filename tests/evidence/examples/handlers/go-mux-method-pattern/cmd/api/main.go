package main

func routes(mux *http.ServeMux, db *sql.DB) {
	// receives: /webhooks/culqi at /webhooks/culqi
	mux.HandleFunc("POST /webhooks/culqi", func(w http.ResponseWriter, r *http.Request) {
		body, _ := io.ReadAll(r.Body)
		db.Exec("UPDATE orders SET status = 'paid' WHERE charge = $1", chargeOf(body))
	})
}
