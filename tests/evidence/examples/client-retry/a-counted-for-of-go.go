package a
func F() {
 for i := 0; i < 3; i++ {
  r, err := http.Post("https://services.pagoefectivo.pe/v1/cips", x, b)
  if err == nil { return r }
  time.Sleep(time.Second << i)
 }
}
