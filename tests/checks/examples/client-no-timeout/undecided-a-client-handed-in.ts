class A { constructor(private readonly http: HttpService) {}
  f() { return this.http.post('https://services.pagoefectivo.pe/v1/cips', b); } }
