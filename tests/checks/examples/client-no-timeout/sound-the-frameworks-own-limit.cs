class A { async Task F() { var c = new HttpClient(); await c.PostAsync("https://services.pagoefectivo.pe/v1/cips", b); } }
