import java.net.http.*; class A { void f() { HttpClient c = HttpClient.newHttpClient();
HttpRequest r = HttpRequest.newBuilder(URI.create("https://services.pagoefectivo.pe/v1/cips")).timeout(Duration.ofSeconds(9)).build();
c.send(r, ofString()); } }
