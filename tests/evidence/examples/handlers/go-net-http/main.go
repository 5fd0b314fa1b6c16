package main

import (
	"encoding/json"
	"net/http"
)

type Server struct{ orders *Orders }

// receives: Server.notify at /pagoefectivo/notification
func (s *Server) notify(w http.ResponseWriter, r *http.Request) {
	var notice Notice
	if err := json.NewDecoder(r.Body).Decode(&notice); err != nil {
		http.Error(w, "bad request", http.StatusBadRequest)
		return
	}
	s.orders.MarkPaid(notice.Data.Cip)
	w.WriteHeader(http.StatusOK)
}

func main() {
	s := &Server{}
	http.HandleFunc("/pagoefectivo/notification", s.notify)
	http.ListenAndServe(":8080", nil)
}
