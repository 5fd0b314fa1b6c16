class A { OkHttpClient http = new OkHttpClient(); void f() {
http.newCall(new Request.Builder().url("https://services.pagoefectivo.pe/v1/cips").build()).execute(); } }
