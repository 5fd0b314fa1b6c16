class A { val c = OkHttpClient()
 fun f() { repeat(3) { intento -> try { c.newCall(Request.Builder().url("https://services.pagoefectivo.pe/v1/cips").build()).execute(); return } catch (e: E) { delay(500L shl intento) } } } }
