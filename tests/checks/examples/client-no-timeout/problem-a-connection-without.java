class A { void f() { var c = (HttpURLConnection) new URL("https://services.pagoefectivo.pe/v1/cips").openConnection(); c.connect(); } }
