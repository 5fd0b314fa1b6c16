class A { void f() { var c = (HttpURLConnection) new URI("https://services.pagoefectivo.pe/v1/cips").toURL().openConnection();
 c.setReadTimeout(9000); } }
