package a
func F() {
 c := retryablehttp.NewClient()
 c.RetryMax = 3
 c.Post("https://services.pagoefectivo.pe/v1/cips", x, b)
}
