package a
func F() { http.Post("https://services.pagoefectivo.pe/v1/cips", "application/json", b) }
