class A { async Task F() { var c = new HttpClient { Timeout = Timeout.InfiniteTimeSpan };
await c.PostAsync("https://services.pagoefectivo.pe/v1/cips", b); } }
