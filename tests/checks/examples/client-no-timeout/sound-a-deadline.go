package a
func F() {
 ctx, cancel := context.WithTimeout(context.Background(), t)
 defer cancel()
 req, _ := http.NewRequestWithContext(ctx, "POST", "https://services.pagoefectivo.pe/v1/cips", b)
 http.DefaultClient.Do(req)
}
